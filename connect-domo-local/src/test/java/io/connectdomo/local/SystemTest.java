package io.connectdomo.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A class of tests against the packaged plugin on a real worker. All of them share one stack; each test gets a {@link Rig}
 * with topics, DataSets and connectors of its own.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(StackExtension.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@interface SystemTest {}
