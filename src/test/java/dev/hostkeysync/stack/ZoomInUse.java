package dev.hostkeysync.stack;

import dev.hostkeysync.zoomsim.Plan;
import dev.hostkeysync.zoomsim.SimulatorOptions;
import dev.hostkeysync.zoomsim.UserFields;
import dev.hostkeysync.zoomsim.ZoomSimulator;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// The simulated Zoom account of the local stack: the simulator of `dev.hostkeysync.zoomsim`.
public final class ZoomInUse implements SimulatedZoom {

    private final ZoomSimulator simulator;

    private ZoomInUse(ZoomSimulator simulator) {
        this.simulator = simulator;
    }

    /// A Business account, which knows nobody yet.
    public static ZoomInUse start(int port, App app) {
        SimulatorOptions options =
                SimulatorOptions.builder()
                        .accountId(app.accountId())
                        .clientId(app.clientId())
                        .clientSecret(app.clientSecret().reveal())
                        .plan(Plan.BUSINESS)
                        .build();
        return new ZoomInUse(ZoomSimulator.start(port, options));
    }

    /// All it can do, misbehaviour included.
    public ZoomSimulator simulator() {
        return simulator;
    }

    @Override
    public URI url() {
        return simulator.apiUrl();
    }

    @Override
    public String addUser(String email, String firstName, String lastName) {
        UserFields fields = UserFields.ofEmail(email).names(firstName, lastName);
        return simulator.users().add(fields).id();
    }

    @Override
    public void removeUser(String zoomUserId) {
        boolean _ = simulator.users().remove(zoomUserId);
    }

    @Override
    public Optional<String> hostKey(String zoomUserId) {
        return simulator.hostKeyOf(zoomUserId);
    }

    @Override
    public List<Push> pushes() {
        return simulator.requests().stream()
                .filter(request -> request.method().equals("PATCH"))
                .filter(request -> request.path().startsWith("/v2/users/"))
                .filter(request -> request.status() != 0)
                .map(request -> new Push(request.path(), request.status()))
                .toList();
    }

    @Override
    public void close() {
        simulator.close();
    }
}
