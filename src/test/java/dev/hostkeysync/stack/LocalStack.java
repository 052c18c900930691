package dev.hostkeysync.stack;

import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// PostgreSQL, Kafka, the Zoom simulator and an OIDC issuer, all on 127.0.0.1, and the service
/// before them.
public final class LocalStack implements AutoCloseable {

    public static final String DATABASE = "hostkeysync";
    public static final String LIFECYCLE_TOPIC = "identity-lifecycle";
    public static final String HOST_KEY_TOPIC = "host-key-events";

    private final LocalStackOptions options;
    private final DemoSecrets secrets = DemoSecrets.random(new SecureRandom());
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private final LocalHome home;
    private final KafkaProcess kafka;
    private final PostgresServer postgres;
    private final SimulatedZoom zoom;
    private final OidcIssuer oidc;
    private final Map<String, String> environment;
    private @Nullable ServiceProcess service;

    private LocalStack(LocalStackOptions options, SimulatedZoom.Launcher zoomLauncher) {
        this.options = options;
        LocalPorts ports = options.ports();
        try {
            this.home = opened(LocalHome.open(options.home(), options.fresh()));
            // The slowest to start goes first and is waited for last.
            this.kafka = opened(KafkaProcess.launch(home.resolve("kafka"), ports.kafka()));
            this.postgres =
                    opened(PostgresServer.durable(home.resolve("postgresql"), ports.postgres()));
            boolean _ = postgres.createDatabase(DATABASE);
            this.zoom = opened(zoomLauncher.start(ports.zoomSimulator(), app()));
            this.oidc = opened(OidcIssuer.start(ports.oidc()));
            kafka.awaitReady();
            this.environment = Map.copyOf(variables());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /// All but the service, which [#startService] starts.
    ///
    /// @throws IllegalStateException when a port is taken or a part does not start; the message
    ///   says which and why
    public static LocalStack prepare(LocalStackOptions options, SimulatedZoom.Launcher zoom) {
        List<String> faults = options.ports().faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(String.join(System.lineSeparator(), faults));
        }
        return new LocalStack(options, zoom);
    }

    /// Everything, ready to work.
    public static LocalStack start(LocalStackOptions options, SimulatedZoom.Launcher zoom) {
        LocalStack stack = prepare(options, zoom);
        try {
            stack.startService();
            return stack;
        } catch (RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    public void startService() {
        service =
                opened(
                        ServiceProcess.launch(
                                options.ports().http(), environment, home.resolve("service.log")));
        service.awaitReady();
    }

    public PostgresServer postgres() {
        return postgres;
    }

    public KafkaProcess kafka() {
        return kafka;
    }

    public SimulatedZoom zoom() {
        return zoom;
    }

    public OidcIssuer oidc() {
        return oidc;
    }

    public DemoSecrets secrets() {
        return secrets;
    }

    /// The variables the service is started with.
    public Map<String, String> environment() {
        return environment;
    }

    /// @throws IllegalStateException when it was not started
    public ServiceProcess service() {
        if (service == null) {
            throw new IllegalStateException("the service was not started");
        }
        return service;
    }

    /// A topic from its beginning, read for as long as the stack lives.
    public TopicTail tail(String topic) {
        return opened(TopicTail.of(kafka.bootstrapServers(), topic));
    }

    /// Ends everything, in the reverse order of its start.
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                System.err.println("A part of the local stack did not end well: " + e.getMessage());
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private SimulatedZoom.App app() {
        return new SimulatedZoom.App("local-account", "local-client", secrets.zoomClientSecret());
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
        variables.put("DATABASE_URL", postgres.jdbcUrl(DATABASE));
        variables.put("DATABASE_USERNAME", PostgresServer.ROLE);
        variables.put("DATABASE_PASSWORD", PostgresServer.PASSWORD);
        variables.put("ZOOM_OAUTH_URL", zoom.url().toString());
        variables.put("ZOOM_API_URL", zoom.url().toString());
        variables.put("ZOOM_ACCOUNT_ID", app().accountId());
        variables.put("ZOOM_CLIENT_ID", app().clientId());
        variables.put("ZOOM_CLIENT_SECRET", app().clientSecret().reveal());
        variables.put("ZOOM_PLAN", "business");
        variables.put("ZOOM_WEBHOOK_SECRETS", secrets.webhookSecret().reveal());
        variables.put("HOSTKEY_KEYSET_FILE", LocalKeyset.in(home.directory()).toString());
        variables.put("SCIM_TOKENS", "local:" + secrets.scimToken().reveal());
        variables.put(
                "API_TOKENS",
                "local:hostkey.read+hostkey.rotate+operator+meeting.write+videosdk.sign:"
                        + secrets.apiToken().reveal());
        variables.put("VIDEO_SDK_KEY", "local-sdk-key");
        variables.put("VIDEO_SDK_SECRET", "a-secret-of-nobody");
        variables.put("OIDC_ISSUER", oidc.url().toString());
        variables.put("OIDC_CLIENT_ID", "hostkey-sync");
        variables.put("OIDC_CLIENT_SECRET", secrets.oidcClientSecret().reveal());
        variables.put("OIDC_OPERATOR_GROUP", OidcIssuer.OPERATORS);
        variables.putAll(options.environment());
        return variables;
    }
}
