package io.connectdomo.common.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection that cannot log what crosses it. HttpClient's own one writes headers and bytes, the developer token and
 * rows among them, as soon as a worker's root logger is set to DEBUG.
 */
final class QuietConnection extends DefaultBHttpClientConnection implements ManagedHttpClientConnection {
    private volatile boolean closed;
    private volatile Timeout timeoutInUse = Timeout.DISABLED;

    QuietConnection() {
        super(Http1Config.DEFAULT);
    }

    @Override
    public void bind(Socket socket) throws IOException {
        openOrClose(socket);
        super.bind(new SocketHolder(socket));
        timeoutInUse = Timeout.ofMilliseconds(socket.getSoTimeout());
    }

    @Override
    public void bind(SSLSocket tls, Socket plain) throws IOException {
        openOrClose(tls);
        super.bind(new SocketHolder(tls, plain));
        timeoutInUse = Timeout.ofMilliseconds(tls.getSoTimeout());
    }

    @Override
    public Socket getSocket() {
        SocketHolder holder = getSocketHolder();
        return holder == null ? null : holder.getSocket();
    }

    @Override
    public void setSocketTimeout(Timeout timeout) {
        super.setSocketTimeout(timeout);
        timeoutInUse = timeout;
    }

    @Override
    public void passivate() {
        super.setSocketTimeout(Timeout.DISABLED);
    }

    @Override
    public void activate() {
        super.setSocketTimeout(timeoutInUse);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    @Override
    public void close(CloseMode mode) {
        closed = true;
        super.close(mode);
    }

    /** An attempt may be cut off before its connection has a socket. */
    private void openOrClose(Socket socket) throws IOException {
        if (closed) {
            socket.close();
            throw new InterruptedIOException("The attempt was cut off while it connected");
        }
    }
}
