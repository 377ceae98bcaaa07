package io.connectdomo.common.validation;

/** One thing that {@code validate()} finds out from Domo; docs/validation.md is written from all of them. */
public interface LiveCheck {
    /** The key that the message is on, in words where several may be it. */
    String shownOn();

    /** What is asked of Domo, and which answer makes it an error. */
    String known();

    /** What is wrong and what to do; each {@code {}} stands for what is only known then. */
    String text();

    /** The text with {@code parts} in place of its {@code {}}, in order. */
    default String message(Object... parts) {
        StringBuilder message = new StringBuilder();
        int from = 0;
        for (Object part : parts) {
            int hole = text().indexOf("{}", from);
            message.append(text(), from, hole).append(part);
            from = hole + 2;
        }
        return message.append(text().substring(from)).toString();
    }
}
