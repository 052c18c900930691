package dev.hostkeysync.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;

/// A Kafka broker as a cluster has it: its users sign in by SCRAM over TLS at a listener of their
/// own and may do what they are given the right to. Who comes by the plain listener may do all.
public final class SecuredKafka implements AutoCloseable {

    private static final String STORE_PASSWORD = "changeit";

    private final KafkaBroker broker;
    private final int securedPort;
    private final Path certificate;

    private SecuredKafka(KafkaBroker broker, int securedPort, Path certificate) {
        this.broker = broker;
        this.securedPort = securedPort;
        this.certificate = certificate;
    }

    /// @param directory that is there and empty
    public static SecuredKafka start(Path directory) {
        Path keys = directory.resolve("keys.p12").toAbsolutePath();
        Path certificate = directory.resolve("ca.crt").toAbsolutePath();
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=kafka",
                "-ext",
                "SAN=dns:localhost");
        keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
        int port = Ports.free();
        KafkaBroker broker =
                KafkaBroker.start(
                        directory.resolve("kafka"),
                        Ports.free(),
                        plain -> secured(plain, port, keys));
        return new SecuredKafka(broker, port, certificate);
    }

    private static Map<String, String> secured(Map<String, String> plain, int port, Path keys) {
        String listener = ",SECURED://localhost:" + port;
        Map<String, String> all = new HashMap<>(plain);
        all.merge("listeners", listener, String::concat);
        all.merge("advertised.listeners", listener, String::concat);
        all.merge("listener.security.protocol.map", ",SECURED:SASL_SSL", String::concat);
        all.put("sasl.enabled.mechanisms", "SCRAM-SHA-512");
        all.put(
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        all.put("listener.name.secured.ssl.keystore.type", "PKCS12");
        all.put("listener.name.secured.ssl.keystore.location", keys.toString());
        all.put("listener.name.secured.ssl.keystore.password", STORE_PASSWORD);
        all.put("authorizer.class.name", StandardAuthorizer.class.getName());
        all.put("super.users", "User:ANONYMOUS");
        return all;
    }

    private static void keytool(Path keys, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(
                List.of(
                        "-alias",
                        "kafka",
                        "-keystore",
                        keys.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD));
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] said = process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(new String(said, UTF_8));
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("keytool did not come to its end", e);
        }
    }

    /// Where whoever comes may do all.
    public String plain() {
        return broker.bootstrapServers();
    }

    /// Where users sign in.
    public String secured() {
        return "localhost:" + securedPort;
    }

    /// Whom to believe, as PEM.
    public Path certificate() {
        return certificate;
    }

    public void make(Collection<NewTopic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", plain()))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the topics were not made", e);
        }
    }

    /// A user who may do what the rights say.
    public void make(String user, String password, Collection<AclBinding> rights) {
        var credentials = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", plain()))) {
            admin.alterUserScramCredentials(
                            List.of(new UserScramCredentialUpsertion(user, credentials, password)))
                    .all()
                    .get();
            admin.createAcls(rights).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("the user was not made", e);
        }
    }

    @Override
    public void close() {
        broker.close();
    }
}
