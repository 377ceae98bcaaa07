package io.connectdomo.common.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.apache.kafka.connect.sink.SinkTaskContext;
import org.junit.jupiter.api.Test;

class TaskBeansTest {
    private static final String TASK = "io.connectdomo:type=sink-task,connector=\"orders\",task=3";

    private final MBeanServer server = MBeanServerFactory.newMBeanServer();

    @Test
    void aBeanShowsTheWholeCatalogueAndWhatItReadsNow() throws JMException {
        Readings<SinkTaskMetric> readings = new Readings<>(SinkTaskMetric.class);
        try (TaskBeans beans = beans()) {
            beans.register(bean(readings));
            readings.add(SinkTaskMetric.RECEIVED, 500);
            readings.reading(SinkTaskMetric.BUFFER_BYTES, () -> 77);
            MBeanInfo info = server.getMBeanInfo(new ObjectName(TASK));
            assertThat(info.getAttributes())
                    .hasSize(SinkTaskMetric.values().length)
                    .allSatisfy(attribute -> {
                        assertThat(attribute.getDescription()).isNotBlank();
                        assertThat(attribute.isWritable()).isFalse();
                    });
            assertThat(read("records-received-total")).isEqualTo(500L);
            assertThat(read("buffer-bytes")).isEqualTo(77L);
            readings.add(SinkTaskMetric.RECEIVED, 1);
            assertThat(read("records-received-total")).isEqualTo(501L);
        }
    }

    @Test
    void nothingIsLeftWhenTheTaskHasStopped() {
        TaskBeans beans = beans();
        beans.register(bean(1));
        beans.register(destination("a"));
        beans.close();
        assertThat(names()).isEmpty();
        beans.register(destination("b"));
        assertThat(names()).as("a thread that goes on behind the end").isEmpty();
    }

    @Test
    void aDestinationGoesAlone() {
        TaskBeans beans = beans();
        Bean gone = destination("a");
        beans.register(gone);
        beans.register(destination("b"));
        beans.unregister(gone);
        beans.unregister(gone);
        assertThat(names()).singleElement().asString().contains("\"b\"");
    }

    /** What a destination or a connector may be called in Domo and Kafka. */
    @Test
    void anyNameIsSafe() {
        String nasty = "a,b=c:\"d\"*?\\e\nf ✓";
        try (TaskBeans beans = new TaskBeans(server, WorkerMetrics.of(SinkTaskContext.class, null), nasty, 0)) {
            beans.register(destination(nasty));
            ObjectName name = names().iterator().next();
            assertThat(ObjectName.unquote(name.getKeyProperty("connector"))).isEqualTo(nasty);
            assertThat(ObjectName.unquote(name.getKeyProperty("destination"))).isEqualTo(nasty);
            assertThat(name.isPattern()).isFalse();
        }
        assertThat(names()).isEmpty();
    }

    // ---- the worker gave up on a task, and it is still there

    @Test
    void theNewerTaskTakesTheNameOfAZombie() throws JMException {
        TaskBeans zombie = beans();
        zombie.register(bean(1));
        TaskBeans newer = beans();
        newer.register(bean(2));
        assertThat(read("records-received-total")).isEqualTo(2L);
    }

    @Test
    void aZombiesEndLeavesTheNewerTasksBeans() throws JMException {
        TaskBeans zombie = beans();
        zombie.register(bean(1));
        zombie.register(destination("only the zombie's"));
        TaskBeans newer = beans();
        newer.register(bean(2));
        zombie.close();
        assertThat(read("records-received-total")).isEqualTo(2L);
        assertThat(names()).as("and takes its own with it").hasSize(1);
        newer.close();
        assertThat(names()).isEmpty();
    }

    @Test
    void aZombieThatGoesOnTakesNoNameBack() throws JMException {
        TaskBeans zombie = beans();
        zombie.register(bean(1));
        TaskBeans newer = beans();
        newer.register(bean(2));
        Readings<SinkDestinationMetric> rows = new Readings<>(SinkDestinationMetric.class);
        rows.add(SinkDestinationMetric.ROWS, 9);
        newer.register(destination("a", rows));
        zombie.register(destination("a"));
        zombie.register(bean(1));
        assertThat(read("records-received-total")).isEqualTo(2L);
        ObjectName destination = names().stream()
                .filter(each -> each.toString().contains("destination"))
                .findFirst()
                .orElseThrow();
        assertThat(server.getAttribute(destination, "rows-total")).isEqualTo(9L);
    }

    @Test
    void somethingElseUnderTheNameFailsNothing() throws JMException {
        server.registerMBean(new JmxBean(bean(5), () -> {}), new ObjectName(TASK));
        TaskBeans beans = beans();
        assertThatCode(() -> beans.register(bean(1))).doesNotThrowAnyException();
        assertThat(read("records-received-total")).isEqualTo(1L);
        server.unregisterMBean(new ObjectName(TASK));
        assertThatCode(beans::close).doesNotThrowAnyException();
    }

    private TaskBeans beans() {
        return new TaskBeans(server, WorkerMetrics.of(SinkTaskContext.class, null), "orders", 3);
    }

    private static Bean bean(long received) {
        Readings<SinkTaskMetric> readings = new Readings<>(SinkTaskMetric.class);
        readings.add(SinkTaskMetric.RECEIVED, received);
        return bean(readings);
    }

    private static Bean bean(Readings<SinkTaskMetric> readings) {
        return Bean.of("sink-task").with(SinkTaskMetric.class, readings);
    }

    private static Bean destination(String id) {
        return destination(id, new Readings<>(SinkDestinationMetric.class));
    }

    private static Bean destination(String id, Readings<SinkDestinationMetric> readings) {
        return Bean.of("sink-destination")
                .key("target", "dataset")
                .quoted("destination", id)
                .with(SinkDestinationMetric.class, readings);
    }

    private Set<ObjectName> names() {
        try {
            return server.queryNames(new ObjectName("io.connectdomo:*"), null);
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    private Object read(String attribute) throws JMException {
        return server.getAttribute(new ObjectName(TASK), attribute);
    }
}
