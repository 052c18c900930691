package dev.hostkeysync.dialing;

import dev.hostkeysync.hostkey.HostKeyDigits;
import java.util.Optional;

/// What is dialled: a meeting, and how it is entered.
///
/// @param hostKey with it the room enters as the host
public record Destination(
        MeetingId meeting,
        Optional<Passcode> passcode,
        RoomOptions options,
        Optional<HostKeyDigits> hostKey) {}
