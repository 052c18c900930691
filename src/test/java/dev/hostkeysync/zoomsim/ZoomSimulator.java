package dev.hostkeysync.zoomsim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A Zoom to test against, over real HTTP on 127.0.0.1. Everything that `/_sim` offers to other
/// processes is offered here as methods.
public final class ZoomSimulator implements AutoCloseable {

    private final Simulation simulation;
    private final SimulatorServer server;

    private ZoomSimulator(int port, SimulatorOptions options, InstantSource clock)
            throws IOException {
        simulation = new Simulation(options, clock, new SecureRandom(), this::apiUrl);
        CallHandler calls = new CallHandler(simulation);
        ControlApi control = ControlApi.of(simulation, clock);
        server =
                new SimulatorServer(
                        port, call -> call.isControl() ? control.answer(call) : calls.handle(call));
    }

    /// @param port 0 = any free one
    /// @throws UncheckedIOException when the port is taken
    public static ZoomSimulator start(int port, SimulatorOptions options) {
        return start(port, options, InstantSource.system());
    }

    /// @param clock of tokens, page tokens, rate limits and times shown; must not run backwards
    public static ZoomSimulator start(int port, SimulatorOptions options, InstantSource clock) {
        try {
            return new ZoomSimulator(port, options, clock);
        } catch (BindException e) {
            throw new UncheckedIOException("port " + port + " cannot be had: another is on it", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The base that `/oauth/token` is appended to.
    public URI oauthUrl() {
        return server.url();
    }

    /// The base that `/v2/…` is appended to.
    public URI apiUrl() {
        return server.url();
    }

    public SimulatorOptions options() {
        return simulation.options();
    }

    /// Changes the options from now on, as in `options(o ->
    /// o.toBuilder().leakHostKey(true).build())`.
    public void options(UnaryOperator<SimulatorOptions> change) {
        simulation.change(change);
    }

    public SimulatedMeetings meetings() {
        return simulation.meetings();
    }

    public SimulatedUsers users() {
        return simulation.users();
    }

    /// The host key the user has now; empty when there is no such user, or no key was ever set.
    public Optional<String> hostKeyOf(String idOrEmail) {
        return users().find(idOrEmail).map(SimulatedUser::hostKey);
    }

    /// Adds rules after those in force.
    public void misbehave(Rule... rules) {
        simulation.misbehaviour().add(List.of(rules));
    }

    /// The rules in force, each with the calls it has left.
    public List<Rule> rules() {
        return simulation.misbehaviour().rules();
    }

    /// Ends all misbehaviour; calls that hang go on hanging.
    public void behave() {
        simulation.misbehaviour().clear();
    }

    /// Lets go of all calls that hang now.
    public void release() {
        simulation.hanging().release();
    }

    public List<SeenRequest> requests() {
        return requests(/* since= */ 0);
    }

    /// The requests seen after the one with this number, oldest first.
    public List<SeenRequest> requests(long since) {
        return simulation.log().since(since);
    }

    /// What the subscriber answered to each host key that came back (`hostKeyEcho`).
    public List<ZoomWebhookSender.Delivery> echoes() {
        return simulation.echo().deliveries();
    }

    /// Every token given out so far is refused from now on (401, code 124).
    public void invalidateTokens() {
        simulation.tokens().invalidate();
    }

    public Stats stats() {
        return simulation.stats();
    }

    /// As freshly started; only the numbers of the requests go on.
    public void reset() {
        simulation.reset();
    }

    @Override
    public void close() {
        simulation.hanging().abandon();
        server.close();
    }
}
