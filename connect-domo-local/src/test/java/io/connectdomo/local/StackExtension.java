package io.connectdomo.local;

import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a {@link Rig} on the one stack of this run, started by the first test that asks for it and stopped after
 * the last: where Docker answers with its broker in a container, else as processes alone.
 */
final class StackExtension implements ParameterResolver, AfterEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StackExtension.class);
    /** Of the one stack's worker. */
    private static final JmxExporter EXPORTER = new JmxExporter();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Rig.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        KafkaStack stack = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(KafkaStack.class, key -> startStack(), KafkaStack.class);
        Rig rig = new Rig(stack, context.getRequiredTestMethod().getName());
        context.getStore(NAMESPACE).put(Rig.class, rig);
        return rig;
    }

    private static KafkaStack startStack() {
        StackOptions options =
                StackOptions.small().exactlyOnce().withMoreWorkerJvmOptions(List.of(EXPORTER.jvmOption()));
        return ContainerStack.isPossible() ? ContainerStack.start(options) : LocalStack.start(options);
    }

    /** What the worker of the stack shows to Prometheus. */
    static JmxExporter exporter() {
        return EXPORTER;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Rig rig = context.getStore(NAMESPACE).get(Rig.class, Rig.class);
        if (rig != null) {
            rig.cleanUp(context.getExecutionException().isPresent());
        }
    }
}
