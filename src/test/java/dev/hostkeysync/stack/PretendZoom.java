package dev.hostkeysync.stack;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A simulated Zoom without any HTTP, for tests of what stands around it.
final class PretendZoom implements SimulatedZoom {

    private final Map<String, Optional<String>> keys = new ConcurrentHashMap<>();
    private final List<Push> pushes = new ArrayList<>();

    /// As if the service had set this key.
    int push(String zoomUserId, String hostKey) {
        boolean known = keys.containsKey(zoomUserId);
        if (known) {
            keys.put(zoomUserId, Optional.of(hostKey));
        }
        int status = known ? 204 : 404;
        pushes.add(new Push("/v2/users/" + zoomUserId, status));
        return status;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:1");
    }

    @Override
    public String addUser(String email, String firstName, String lastName) {
        String id = "zoom-" + firstName;
        keys.put(id, Optional.empty());
        return id;
    }

    @Override
    public void removeUser(String zoomUserId) {
        keys.remove(zoomUserId);
    }

    @Override
    public Optional<String> hostKey(String zoomUserId) {
        return keys.getOrDefault(zoomUserId, Optional.empty());
    }

    @Override
    public List<Push> pushes() {
        return List.copyOf(pushes);
    }

    @Override
    public void close() {
        keys.clear();
    }
}
