package io.connectdomo.testkit.log;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Gives each test class a log of its own, and names it in the class's failures. JUnit finds it as a service. */
public final class LogOfEachClass
        implements BeforeAllCallback,
                BeforeEachCallback,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {

    @Override
    public void beforeAll(ExtensionContext context) {
        TestLog.begin(context.getRequiredTestClass());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        TestLog.begin(context.getRequiredTestClass());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw TestLog.named(failure, context.getRequiredTestClass());
    }

    @Override
    public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw TestLog.named(failure, context.getRequiredTestClass());
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw TestLog.named(failure, context.getRequiredTestClass());
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw TestLog.named(failure, context.getRequiredTestClass());
    }

    @Override
    public void handleAfterAllMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw TestLog.named(failure, context.getRequiredTestClass());
    }
}
