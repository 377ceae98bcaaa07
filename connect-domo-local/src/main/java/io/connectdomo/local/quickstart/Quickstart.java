package io.connectdomo.local.quickstart;

import io.connectdomo.local.KafkaStack;
import io.connectdomo.local.LocalStack;
import io.connectdomo.local.StackException;
import io.connectdomo.local.StackOptions;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * From nothing to rows in a DataSet, or to records in topics: starts the stack, works on a topic, a database or Domo, and shows
 * what arrives.
 */
public final class Quickstart {
    private static final int OK = 0;
    private static final int NOT_DELIVERED = 1;
    private static final int WRONG_USAGE = 2;

    private Quickstart() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        Options options;
        try {
            options = Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            out.println(Options.USAGE);
            System.exit(WRONG_USAGE);
            return;
        }
        System.exit(run(options, new Screen(out)));
    }

    private static int run(Options options, Screen screen) {
        screen.starting(options.scene());
        if (options.scene() == Options.Scene.DOCTOR) {
            return examine(screen);
        }
        StackOptions parts = switch (options.scene()) {
            case SINK -> StackOptions.small();
            case CDC -> StackOptions.small().withDatabase();
            case SOURCE -> StackOptions.small().exactlyOnce();
            case DOCTOR -> throw new IllegalStateException("The doctor needs no stack");
        };
        try (LocalStack stack = LocalStack.start(parts, screen::ready)) {
            AtomicBoolean stopping = stopOnCtrlC(stack, screen);
            try {
                return show(options, stack, screen, stopping) ? OK : NOT_DELIVERED;
            } catch (RuntimeException e) {
                if (stopping.get()) {
                    // The processes are going down under our hands, as they should.
                    return OK;
                }
                screen.failure(e.getMessage(), stack.logs());
                return NOT_DELIVERED;
            }
        } catch (StackException e) {
            screen.failure(e.getMessage(), "connect-domo-local/target/stacks");
            return NOT_DELIVERED;
        }
    }

    private static int examine(Screen screen) {
        try {
            return DoctorDemo.run(screen);
        } catch (StackException | IllegalStateException e) {
            screen.failure(e.getMessage(), "connect-domo-local/target/stacks");
            return NOT_DELIVERED;
        }
    }

    private static boolean show(Options options, LocalStack stack, Screen screen, AtomicBoolean stopping) {
        return switch (options.scene()) {
            case SINK -> Demo.start(stack, screen).run(options, stopping::get);
            case CDC -> {
                try (CdcDemo demo = CdcDemo.start(stack, screen)) {
                    yield demo.run(options, stopping::get);
                }
            }
            case SOURCE -> {
                try (SourceDemo demo = SourceDemo.start(stack, screen, options)) {
                    yield demo.run(options, stopping::get);
                }
            }
            case DOCTOR -> throw new IllegalStateException("The doctor needs no stack");
        };
    }

    private static AtomicBoolean stopOnCtrlC(KafkaStack stack, Screen screen) {
        AtomicBoolean stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (stopping.compareAndSet(false, true)) {
                screen.stopping();
                stack.close();
                screen.stopped();
            }
        }));
        return stopping;
    }
}
