package io.connectdomo.sink.delivery;

import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;

/** An MBean with one attribute whose name has dashes, as Kafka's metrics have. */
final class KafkaLikeMetric implements DynamicMBean {
    private final String attribute;
    private final double[] value;

    KafkaLikeMetric(String attribute, double[] value) {
        this.attribute = attribute;
        this.value = value;
    }

    @Override
    public Object getAttribute(String name) throws AttributeNotFoundException {
        if (!name.equals(attribute)) {
            throw new AttributeNotFoundException(name);
        }
        return value[0];
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
        MBeanAttributeInfo info = new MBeanAttributeInfo(attribute, "double", "", true, false, false);
        return new MBeanInfo(getClass().getName(), "", new MBeanAttributeInfo[] {info}, null, null, null);
    }
}
