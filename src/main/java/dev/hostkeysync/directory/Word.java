package dev.hostkeysync.directory;

import dev.hostkeysync.identity.Profile;
import dev.hostkeysync.identity.ZoomUserId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// What a [Report] says: something of the switches, something of the attributes, or both.
///
/// @param kind empty = nothing of the switches
/// @param edit empty = nothing of the attributes
/// @param creation the user as they are made when nobody fits
record Word(
        UserReference reference,
        Instant at,
        Optional<FactKind> kind,
        Optional<UnaryOperator<Profile>> edit,
        Optional<Profile> creation) {

    /// Within it the clocks of senders tell no order: some count milliseconds, some seconds.
    static final Duration MOMENT = Duration.ofMillis(1);

    /// @param now by our clock: one of theirs that is ahead must not overrule what comes after
    static Word of(Report report, Instant occurredAt, Instant now) {
        Instant at = occurredAt.isAfter(now) ? now : occurredAt;
        return of(report, at.truncatedTo(ChronoUnit.MICROS));
    }

    /// SCIM's word on a user whom it makes now.
    static Word ofScim(DirectoryUser made) {
        return new Word(
                UserReference.none(),
                made.createdAt(),
                Optional.of(made.profile().active() ? FactKind.CREATED_ON : FactKind.CREATED_OFF),
                Optional.empty(),
                Optional.empty());
    }

    private static Word of(Report report, Instant at) {
        return switch (report) {
            case Report.Created(UserReference user, Profile profile) ->
                    new Word(
                            // Nobody else can have the names that the new user would have.
                            completed(user, profile),
                            at,
                            Optional.of(
                                    profile.active() ? FactKind.CREATED_ON : FactKind.CREATED_OFF),
                            Optional.of(before -> Attributes.overlaid(before, profile)),
                            Optional.of(profile));
            case Report.Introduced(UserReference user, Profile profile) ->
                    new Word(
                            completed(user, profile),
                            at,
                            Optional.of(
                                    profile.active() ? FactKind.CREATED_ON : FactKind.CREATED_OFF),
                            Optional.empty(),
                            Optional.of(profile));
            case Report.Profiled(UserReference user, var edit) ->
                    new Word(user, at, Optional.empty(), Optional.of(edit), Optional.empty());
            case Report.Activated(UserReference user) -> of(user, at, FactKind.ON);
            case Report.Deactivated(UserReference user) -> of(user, at, FactKind.OFF);
            case Report.Removed(UserReference user) -> of(user, at, FactKind.REMOVED);
            case Report.SignInChanged(UserReference user) -> of(user, at, FactKind.SIGN_IN_CHANGED);
            case Report.Transferred(UserReference user) -> of(user, at, FactKind.LEFT);
            case Report.ReadyAtZoom(UserReference user) -> of(user, at, FactKind.ZOOM_READY);
            case Report.ActivatedAtZoom(UserReference user) -> of(user, at, FactKind.ZOOM_ON);
            case Report.DeactivatedAtZoom(UserReference user) -> of(user, at, FactKind.ZOOM_OFF);
            case Report.DeletedAtZoom(UserReference user) -> of(user, at, FactKind.ZOOM_DELETED);
            case Report.HostKeyDrifted(UserReference user) -> of(user, at, FactKind.KEY_DRIFTED);
        };
    }

    private static Word of(UserReference user, Instant at, FactKind kind) {
        return new Word(user, at, Optional.of(kind), Optional.empty(), Optional.empty());
    }

    private static UserReference completed(UserReference user, Profile profile) {
        return new UserReference(
                user.id(),
                user.zoomUserId(),
                user.externalId().or(profile::externalId),
                user.userName().or(() -> Optional.of(profile.userName())),
                user.email());
    }

    /// Whether it was said at the same moment as the latest that is known of the user.
    boolean isOfTheMomentOf(DirectoryUser user) {
        return user.heard()
                .decidedAt()
                .filter(decided -> !decided.isBefore(at) && decided.isBefore(at.plus(MOMENT)))
                .isPresent();
    }

    Word after(Instant moment) {
        return new Word(reference, moment.plus(1, ChronoUnit.MICROS), kind, edit, creation);
    }

    boolean isOlderThanProfileOf(DirectoryUser user) {
        return user.heard().profiledAt().filter(at::isBefore).isPresent();
    }

    Optional<Fact> fact() {
        return kind.map(this::fact);
    }

    Fact fact(FactKind kind) {
        Optional<ZoomUserId> zoomUser = kind.isOfZoom() ? reference.zoomUserId() : Optional.empty();
        return new Fact(at, kind, zoomUser);
    }

    /// By which names it is about the user.
    Set<UUID> names() {
        return NameHash.of(reference);
    }

    /// Which names are the user's only from then on.
    Set<UUID> newNames() {
        Set<UUID> names = new HashSet<>();
        edit.ifPresent(made -> names.addAll(Attributes.namesGiven(made)));
        boolean _ = names.removeAll(names());
        return names;
    }
}
