package io.connectdomo.common.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
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
    private final Map<String, LongSupplier> values = new HashMap<>();
    private final Runnable onGone;

    /**
     * @param onGone told when it is no longer registered, whoever has done it
     */
    JmxBean(Bean bean, Runnable onGone) {
        this.onGone = onGone;
        bean.attributes().forEach((metric, value) -> values.put(metric.attribute(), value));
        this.info = new MBeanInfo(
                JmxBean.class.getName(),
                "Metrics of connect-domo, type " + bean.type(),
                bean.attributes().keySet().stream()
                        .map(metric -> new MBeanAttributeInfo(
                                metric.attribute(), "long", metric.meaning(), true, false, false))
                        .toArray(MBeanAttributeInfo[]::new),
                null,
                null,
                null);
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
        LongSupplier value = values.get(attribute);
        if (value == null) {
            throw new AttributeNotFoundException(attribute);
        }
        return value.getAsLong();
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
        AttributeList list = new AttributeList();
        for (String attribute : attributes) {
            LongSupplier value = values.get(attribute);
            if (value != null) {
                list.add(new Attribute(attribute, value.getAsLong()));
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
