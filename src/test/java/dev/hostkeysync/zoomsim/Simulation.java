package dev.hostkeysync.zoomsim;

import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// All parts of the simulated Zoom, put together once.
final class Simulation {

    private final SimulatorOptions initialOptions;
    private volatile SimulatorOptions options;
    private final SimulatedUsers users;
    private final SimulatedMeetings meetings;
    private final AccessTokens tokens;
    private final PageTokens pageTokens;
    private final RateLimits limits;
    private final Misbehaviour misbehaviour;
    private final HangingCalls hanging = new HangingCalls();
    private final InFlight inFlight = new InFlight();
    private final RequestLog log;
    private final CallMeter meter;
    private final TokenEndpoint tokenEndpoint;
    private final ZoomApi zoom;
    private final ActionAnswers actionAnswers;
    private final Echo echo;

    Simulation(
            SimulatorOptions options,
            InstantSource clock,
            SecureRandom random,
            Supplier<URI> ownUrl) {
        initialOptions = options;
        this.options = options;
        users =
                new SimulatedUsers(
                        () -> this.options.autoCreateUsers(), clock, new RandomTexts(random, 16));
        meetings = new SimulatedMeetings(clock, new RandomTexts(random, 16));
        tokens = new AccessTokens(clock, new RandomTexts(random, 48));
        pageTokens = new PageTokens(clock, new RandomTexts(random, 24));
        limits = new RateLimits(this::options, clock);
        misbehaviour = new Misbehaviour(users, random);
        log = new RequestLog(() -> this.options.requestsKept(), clock);
        meter = new CallMeter(clock);
        actionAnswers = new ActionAnswers(this::options, clock);
        echo = new Echo(this::options, clock);
        tokenEndpoint = new TokenEndpoint(this::options, tokens, ownUrl);
        zoom =
                new ZoomApi(
                        this::options,
                        tokens,
                        limits,
                        Stream.of(
                                        UserOperations.all(
                                                new UpdateUser(this::options, users, echo),
                                                new GetUser(this::options, users),
                                                new ListUsers(this::options, users, pageTokens),
                                                new CreateUser(this::options, users),
                                                new SetUserStatus(this::options, users),
                                                new DeleteUser(this::options, users)),
                                        MeetingOperations.all(
                                                new CreateMeeting(this::options, users, meetings),
                                                new Assistants(users, meetings)),
                                        AccountOperations.all(
                                                new AccountSettings(this::options, this::changed)))
                                .flatMap(List::stream)
                                .toList());
    }

    SimulatorOptions options() {
        return options;
    }

    synchronized SimulatorOptions change(UnaryOperator<SimulatorOptions> change) {
        options = change.apply(options);
        return options;
    }

    private void changed(UnaryOperator<SimulatorOptions> change) {
        SimulatorOptions _ = change(change);
    }

    Stats stats() {
        return meter.stats(inFlight.most(), hanging.count(), tokens.issued());
    }

    /// Back to the beginning: no users, no tokens, no rules, the options of the start.
    void reset() {
        hanging.abandon();
        misbehaviour.clear();
        users.clear();
        meetings.clear();
        tokens.reset();
        pageTokens.clear();
        limits.reset();
        log.clear();
        meter.reset();
        inFlight.reset();
        change(_ -> initialOptions);
    }

    SimulatedUsers users() {
        return users;
    }

    SimulatedMeetings meetings() {
        return meetings;
    }

    AccessTokens tokens() {
        return tokens;
    }

    Misbehaviour misbehaviour() {
        return misbehaviour;
    }

    HangingCalls hanging() {
        return hanging;
    }

    InFlight inFlight() {
        return inFlight;
    }

    RequestLog log() {
        return log;
    }

    CallMeter meter() {
        return meter;
    }

    TokenEndpoint tokenEndpoint() {
        return tokenEndpoint;
    }

    ZoomApi zoom() {
        return zoom;
    }

    Echo echo() {
        return echo;
    }

    ActionAnswers actionAnswers() {
        return actionAnswers;
    }
}
