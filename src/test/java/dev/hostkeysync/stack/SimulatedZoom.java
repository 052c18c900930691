package dev.hostkeysync.stack;

import dev.hostkeysync.common.Secret;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// What the local stack asks of the simulated Zoom account, beyond the API that the service uses.
public interface SimulatedZoom extends AutoCloseable {

    /// The base of both the token endpoint and the API.
    URI url();

    /// Adds a licensed user, as the identity provider's own Zoom integration would.
    ///
    /// @return Zoom's id of the user
    String addUser(String email, String firstName, String lastName);

    /// Takes the user out of the account.
    void removeUser(String zoomUserId);

    /// The host key the user has now, empty when none was ever set or the user is gone.
    Optional<String> hostKey(String zoomUserId);

    /// Every `PATCH /v2/users/{userId}` it has answered, oldest first.
    List<Push> pushes();

    @Override
    void close();

    /// @param path as it was sent, with the user's Zoom id or e-mail, percent-encoded
    record Push(String path, int status) {}

    /// The Server-to-Server OAuth app the simulator is to accept.
    record App(String accountId, String clientId, Secret clientSecret) {}

    /// Starts one on a port of 127.0.0.1.
    @FunctionalInterface
    interface Launcher {
        SimulatedZoom start(int port, App app);
    }
}
