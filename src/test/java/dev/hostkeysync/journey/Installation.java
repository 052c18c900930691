package dev.hostkeysync.journey;

import dev.hostkeysync.stack.Ports;
import dev.hostkeysync.stack.PostgresProxy;
import dev.hostkeysync.stack.PostgresServer;
import dev.hostkeysync.stack.ServiceProcess;
import dev.hostkeysync.stack.TopicTail;
import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.SimulatorOptions;
import dev.hostkeysync.zoomsim.ZoomSimulator;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// One installation of the service: a database behind a proxy, topics and a Zoom account, all its
/// own, on the servers of [Backends].
final class Installation implements AutoCloseable {

    /// Without limits and with an account for everybody: what a test wants otherwise it sets.
    private static final SimulatorOptions ZOOM =
            SimulatorOptions.builder().plan(Plan.UNLIMITED).autoCreateUsers(true).build();

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final String name;
    private final Credentials credentials = Credentials.random();
    private final PostgresProxy proxy;
    private ZoomSimulator zoom;
    private final Topics topics;
    private final Store store;
    private final Map<String, String> environment;

    private Installation(String name) {
        this.name = name;
        boolean _ = Backends.postgres().createDatabase(name);
        proxy = opened(PostgresProxy.before(Backends.postgres(), Ports.free()));
        zoom =
                opened(
                        ZoomSimulator.start(
                                0,
                                ZOOM.toBuilder().clientSecret(credentials.zoomClient()).build()));
        topics = new Topics(Backends.kafka().bootstrapServers(), name + "-");
        store = new Store(Backends.postgres().dataSource(name), credentials.keyset());
        environment = variables();
    }

    /// Everything but the service.
    ///
    /// @param topic what it is about, in lower-case letters
    static Installation of(String topic) {
        return new Installation(topic + "-" + UUID.randomUUID().toString().substring(0, 8));
    }

    /// A variable for every process started from now on.
    Installation with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Installation without(String variable) {
        environment.remove(variable);
        return this;
    }

    /// Starts a process of the service, which ends with the installation.
    ServiceProcess start() {
        ServiceProcess service = launch();
        service.awaitReady();
        return service;
    }

    /// The same, of another version.
    ServiceProcess start(Path jar) {
        int port = Ports.free();
        ServiceProcess service =
                opened(
                        ServiceProcess.launch(
                                port,
                                environment,
                                Path.of("target", "journey", name, port + ".log"),
                                jar));
        service.awaitReady();
        return service;
    }

    /// As [#start], without waiting until it is ready.
    ServiceProcess launch() {
        int port = Ports.free();
        return opened(
                ServiceProcess.launch(
                        port, environment, Path.of("target", "journey", name, port + ".log")));
    }

    /// Of one replica, or of whichever answers.
    Client client(ServiceProcess... replicas) {
        return opened(
                new Client(Stream.of(replicas).map(ServiceProcess::url).toList(), credentials));
    }

    /// A topic from its beginning, for as long as the installation lives.
    ///
    /// @param topic without the prefix
    TopicTail tail(String topic) {
        return opened(topics.tail(topic));
    }

    String name() {
        return name;
    }

    Credentials credentials() {
        return credentials;
    }

    PostgresProxy proxy() {
        return proxy;
    }

    ZoomSimulator zoom() {
        return zoom;
    }

    /// Nobody listens at Zoom's address any more.
    void closeZoom() {
        zoom.close();
    }

    /// Zoom listens again at the same address. It has forgotten its users and the tokens it gave.
    void reopenZoom() {
        zoom = opened(ZoomSimulator.start(zoom.apiUrl().getPort(), zoom.options()));
    }

    Topics topics() {
        return topics;
    }

    Store store() {
        return store;
    }

    Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    @Override
    public void close() {
        // A call that hangs would hold up the end of the service.
        zoom.release();
        proxy.release();
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("a part did not end well", e);
            }
        }
    }

    private <T extends AutoCloseable> T opened(T part) {
        parts.push(part);
        return part;
    }

    private Map<String, String> variables() {
        Map<String, String> variables = new HashMap<>();
        variables.put("KAFKA_BOOTSTRAP_SERVERS", topics.bootstrapServers());
        variables.put("TOPIC_PREFIX", topics.prefix());
        variables.put("DATABASE_URL", proxy.jdbcUrl(name));
        variables.put("DATABASE_USERNAME", PostgresServer.ROLE);
        variables.put("DATABASE_PASSWORD", PostgresServer.PASSWORD);
        variables.put("ZOOM_OAUTH_URL", zoom.oauthUrl().toString());
        variables.put("ZOOM_API_URL", zoom.apiUrl().toString());
        variables.put("ZOOM_ACCOUNT_ID", zoom.options().accountId());
        variables.put("ZOOM_CLIENT_ID", zoom.options().clientId());
        variables.put("ZOOM_CLIENT_SECRET", credentials.zoomClient());
        variables.put("ZOOM_BUDGET_OVERRIDE_PER_SECOND", "1000");
        variables.put("ZOOM_WEBHOOK_SECRETS", credentials.webhook());
        variables.put("HOSTKEY_KEYSET", credentials.keyset());
        // A test that runs in that very hour of the night is to find nothing else than by day.
        variables.put("DRIFT_CHECK_CRON", "off");
        // Everybody whom a class of tests switches off leaves within ten minutes.
        variables.put("HOSTKEY_GUARD_COUNT", "100000");
        // A crash holds its users up for as long; 30 s would be long for a test.
        variables.put("HOSTKEY_SYNC_LEASE", "PT3S");
        variables.put("SCIM_TOKENS", "okta:" + credentials.scim());
        variables.put("API_TOKENS", credentials.apiTokens());
        // Tests ask again and again until there is a key.
        variables.put("REVEALS_PER_MINUTE", "1000000");
        // As a killed member's partitions are handed over only after its session has ended.
        variables.put("MP_MESSAGING_INCOMING_IDENTITY_LIFECYCLE_SESSION_TIMEOUT_MS", "1500");
        variables.put("MP_MESSAGING_INCOMING_IDENTITY_LIFECYCLE_HEARTBEAT_INTERVAL_MS", "300");
        variables.put("MP_MESSAGING_INCOMING_HOST_KEY_EVENTS_SESSION_TIMEOUT_MS", "1500");
        variables.put("MP_MESSAGING_INCOMING_HOST_KEY_EVENTS_HEARTBEAT_INTERVAL_MS", "300");
        return variables;
    }
}
