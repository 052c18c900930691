package dev.hostkeysync.zoomsim;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The account's meetings, who may schedule for whom, and how many meetings each host got today.
public final class SimulatedMeetings {

    private record HostDay(String hostId, LocalDate day) {}

    private static final long FIRST_ID = 92_674_392_836L;

    private final InstantSource clock;
    private final Supplier<String> texts;
    private final List<SimulatedMeeting> all = new ArrayList<>();
    private final Map<String, Set<String>> assistantsOf = new HashMap<>();
    private final Map<HostDay, Integer> written = new HashMap<>();
    private long lastId = FIRST_ID;

    SimulatedMeetings(InstantSource clock, Supplier<String> texts) {
        this.clock = clock;
        this.texts = texts;
    }

    /// The oldest first.
    public synchronized List<SimulatedMeeting> all() {
        return List.copyOf(all);
    }

    /// By Zoom's ids of users.
    public synchronized Set<String> assistantsOf(String hostId) {
        return Set.copyOf(assistantsOf.getOrDefault(hostId, Set.of()));
    }

    /// @return whether it is new
    public synchronized boolean addAssistant(String hostId, String assistantId) {
        return assistantsOf.computeIfAbsent(hostId, _ -> new LinkedHashSet<>()).add(assistantId);
    }

    synchronized SimulatedMeeting add(SimulatedMeeting meeting) {
        all.add(meeting);
        return meeting;
    }

    /// @return false when the host has had so many today
    synchronized boolean countWrite(String hostId, int atMost) {
        HostDay day = new HostDay(hostId, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return written.merge(day, 1, Integer::sum) <= atMost;
    }

    synchronized long nextId() {
        lastId += 977;
        return lastId;
    }

    /// Something nobody can guess.
    String nextText() {
        return texts.get();
    }

    synchronized void clear() {
        all.clear();
        assistantsOf.clear();
        written.clear();
        lastId = FIRST_ID;
    }
}
