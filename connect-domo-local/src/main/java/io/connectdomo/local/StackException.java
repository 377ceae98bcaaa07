package io.connectdomo.local;

/** Something of the local stack did not come up, or did not do what it was asked; the message shows its log. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StackException(String message) {
        super(message);
    }

    StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
