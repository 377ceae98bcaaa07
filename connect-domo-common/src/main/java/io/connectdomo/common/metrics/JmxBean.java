package io.connectdomo.common.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.ReflectionException;

/** A {@link Bean} as JMX wants it: long attributes to read, nothing to set or call. */
final class JmxBean implements DynamicMBean, MBeanRegistration {
    private final MBeanInfo info;
    private final Map<String, Supplier<Object>> values = new HashMap<>();
    private final Runnable onGone;

    /**
     * @param onGone told when it is no longer registered, whoever has done it
     */
    JmxBean(Bean bean, Runnable onGone) {
        this.onGone = onGone;
        bean.attributes().forEach((metric, value) -> values.put(metric.attribute(), value::getAsLong));
        bean.texts().forEach((name, text) -> values.put(name, text.value()::get));
        this.info = new MBeanInfo(
                JmxBean.class.getName(),
                "Metrics of connect-domo, type " + bean.type(),
                Stream.concat(
                                bean.attributes().keySet().stream()
                                        .map(metric -> attribute(metric.attribute(), "long", metric.meaning())),
                                bean.texts().entrySet().stream()
                                        .map(text -> attribute(
                                                text.getKey(),
                                                String.class.getName(),
                                                text.getValue().meaning())))
                        .toArray(MBeanAttributeInfo[]::new),
                null,
                null,
                null);
    }

    private static MBeanAttributeInfo attribute(String name, String type, String meaning) {
        return new MBeanAttributeInfo(name, type, meaning, true, false, false);
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        Supplier<Object> value = values.get(attribute);
        if (value == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return value.get();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            Supplier<Object> value = values.get(attribute);
            if (value != null) {
                list.add(new Attribute(attribute, value.get()));
            }
        }
        return list;
    }

    @Override
    public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
        throw new AttributeNotFoundException(attribute.getName() + " can't be set");
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] arguments, String[] signature) throws ReflectionException {
        throw new ReflectionException(new NoSuchMethodException(action));
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        return info;
    }

    @Override
    public ObjectName preRegister(MBeanServer server, ObjectName name) {
        return name;
    }

    @Override
    public void postRegister(Boolean done) {
        // Nothing to do: who registers it knows.
    }

    @Override
    public void preDeregister() {
        // Nothing to prevent.
    }

    @Override
    public void postDeregister() {
        onGone.run();
    }
}
