package dev.hostkeysync.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hostkeysync.access.Caller;
import dev.hostkeysync.common.Secret;
import dev.hostkeysync.dialing.DialStrings;
import dev.hostkeysync.dialing.Regions;
import dev.hostkeysync.identity.UserId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What the pages tell people of their own key; limited and written down as for the API.
@ApplicationScoped
public class OwnKey {

    private final Reveal reveal;
    private final KeyFinder finder;
    private final DialStringMaker maker;
    private final Regions regions;

    OwnKey(Reveal reveal, KeyFinder finder, DialStringMaker maker, Regions regions) {
        this.reveal = reveal;
        this.finder = finder;
        this.maker = maker;
        this.regions = regions;
    }

    /// The digits, which Zoom holds for certain.
    ///
    /// @param source the address the request came from
    /// @throws dev.hostkeysync.common.ProblemException when there is nothing to tell, or the key is
    ///   not the caller's own
    public Secret reveal(UserId user, Caller person, String source) {
        return Secret.of(
                Objects.requireNonNull(
                        reveal.reveal(
                                        user.toString(),
                                        false,
                                        new Reveal.Asking(person, source, Optional.empty()))
                                .hostKey()));
    }

    /// @param wish as one item of `POST /api/v1/dial-strings`; whose key goes in is said by `user`
    /// @param source the address the request came from
    /// @throws dev.hostkeysync.common.ProblemException when a member is wrong, there is no key to
    ///   tell, or it is not the caller's own
    public DialStrings dialStrings(UserId user, ObjectNode wish, Caller person, String source) {
        if (!finder.isOwn(user.toString(), person)) {
            throw Untold.notOwn().problem().toException();
        }
        DialStringItem item = DialStringItem.parse(wish.put("user", user.toString()), regions);
        return switch (maker.make(
                        List.of(item), new Reveal.Asking(person, source, Optional.empty()))
                .getFirst()) {
            case DialStringMaker.Outcome.Made(DialStrings strings) -> strings;
            case DialStringMaker.Outcome.Refused(var problem) -> throw problem.toException();
        };
    }
}
