package io.connectdomo.sink.harness;

import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** An MBean with one attribute whose name may have dashes, as Kafka's metrics have. */
public record KafkaLikeMetric(String attribute, Supplier<Object> value) implements DynamicMBean {
    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        if (!name.equals(attribute)) {
            throw new AttributeNotFoundException(name);
        }
        return value.get();
    }

    @Override
    public void setAttribute(Attribute ignored) throws AttributeNotFoundException {
        throw new AttributeNotFoundException("read-only");
    }

    @Override
    public AttributeList getAttributes(String[] names) {
        return new AttributeList();
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
        return new AttributeList();
    }

    @Override
    public Object invoke(String action, Object[] parameters, String[] signature) {
        throw new UnsupportedOperationException(action);
    }

    @Override
    public MBeanInfo getMBeanInfo() {
        MBeanAttributeInfo info = new MBeanAttributeInfo(attribute, "java.lang.Object", "", true, false, false);
        return new MBeanInfo(getClass().getName(), "", new MBeanAttributeInfo[] {info}, null, null, null);
    }
}
