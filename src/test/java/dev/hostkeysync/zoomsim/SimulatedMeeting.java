package dev.hostkeysync.zoomsim;

import org.jspecify.annotations.Nullable;

/// A meeting of the simulated account.
///
/// @param hostId who holds it, `schedulerId` who made it
/// @param startTime as it was sent, where it was
/// @param password what people type; null = the meeting has none
/// @param numericPassword what room devices dial
public record SimulatedMeeting(
        long id,
        String uuid,
        String hostId,
        String hostEmail,
        String schedulerId,
        String topic,
        @Nullable String startTime,
        int duration,
        @Nullable String timezone,
        @Nullable String password,
        @Nullable String numericPassword) {}
