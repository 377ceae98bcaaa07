package io.connectdomo.testkit.log;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * As {@link LogOfEachClass} of jqwik's properties. Also says the seed below the failure: jqwik prints it, and what is printed
 * is in a file. jqwik finds it as a service.
 */
public final class LogOfEachProperty implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(PropertyLifecycleContext context, PropertyExecutor property) {
        TestLog.begin(context.containerClass());
        PropertyExecutionResult result = property.execute();
        result.throwable().ifPresent(failure -> {
            TestLog.named(failure, context.containerClass());
            result.seed()
                    .ifPresent(seed ->
                            failure.addSuppressed(new TestLog.Log("its seed: @Property(seed = \"" + seed + "\")")));
        });
        return result;
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.ALL_DESCENDANTS;
    }
}
