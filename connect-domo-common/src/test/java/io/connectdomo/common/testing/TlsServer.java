package io.connectdomo.common.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Serves {@code {}} at https://localhost with a certificate that a certificate authority of its own has signed. */
public final class TlsServer implements AutoCloseable {
    /** Of every key store. */
    public static final String PASSWORD = "changeit";

    private final Path dir;
    private final HttpsServer server;

    private TlsServer(Path dir, Path keys) throws IOException, GeneralSecurityException {
        this.dir = dir;
        this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(identity(keys)));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
    }

    /**
     * One whose certificate holds for localhost.
     *
     * @param dir empty; gets the files
     * @param begins when its certificate begins to hold, as keytool takes it: {@code -1d}
     * @param days how long it holds
     */
    public static TlsServer start(Path dir, String begins, int days) throws Exception {
        Path ca = dir.resolve("ca.p12");
        Path keys = dir.resolve("server.p12");
        make(dir, ca, "CN=Our own CA", "bc:c", "-1d", 30);
        make(dir, keys, "CN=localhost", "san=dns:localhost", "-1d", 30);
        run(dir, keys, "-certreq", "-file", dir.resolve("server.csr").toString());
        run(
                dir,
                ca,
                "-gencert",
                "-rfc",
                "-ext",
                "san=dns:localhost",
                "-startdate",
                begins,
                "-validity",
                Integer.toString(days),
                "-infile",
                dir.resolve("server.csr").toString(),
                "-outfile",
                dir.resolve("server.pem").toString());
        run(dir, ca, "-exportcert", "-rfc", "-file", dir.resolve("ca.pem").toString());
        Files.writeString(
                dir.resolve("chain.pem"),
                Files.readString(dir.resolve("server.pem")) + Files.readString(dir.resolve("ca.pem")));
        run(
                dir,
                keys,
                "-importcert",
                "-noprompt",
                "-file",
                dir.resolve("chain.pem").toString());
        return new TlsServer(dir, keys);
    }

    private static void make(Path dir, Path keys, String name, String extension, String begins, int days)
            throws Exception {
        run(
                dir,
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                name,
                "-ext",
                extension,
                "-startdate",
                begins,
                "-validity",
                Integer.toString(days));
    }

    private static void run(Path dir, Path keys, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of("-alias", "it", "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore", keys.toString()));
        Path log = dir.resolve("keytool.log");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    private static SSLContext identity(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    /** The certificate of the authority, as a text. */
    public Path pem() {
        return dir.resolve("ca.pem");
    }

    /** The key store of the authority. */
    public Path pkcs12() {
        return dir.resolve("ca.p12");
    }

    /** The same server under {@code host}. */
    public String url(String host) {
        return "https://" + host + ":" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
