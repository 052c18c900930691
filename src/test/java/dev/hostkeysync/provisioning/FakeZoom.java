package dev.hostkeysync.provisioning;

import dev.hostkeysync.hostkey.HostKeyDigits;
import dev.hostkeysync.zoom.HostKeyTarget;
import dev.hostkeysync.zoom.Turn;
import dev.hostkeysync.zoom.ZoomOutcome;
import dev.hostkeysync.zoom.ZoomUserRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Answers in Zoom's place and remembers what it was sent. Says yes unless told otherwise.
final class FakeZoom implements HostKeyTarget {

    final Deque<ZoomOutcome> answers = new ArrayDeque<>();
    final List<String> digits = new ArrayList<>();
    final List<String> users = new ArrayList<>();

    /// What happens while the next call is under way.
    Runnable meanwhile = () -> {};

    @Override
    public void prepare() {}

    @Override
    public ZoomOutcome setHostKey(ZoomUserRef user, HostKeyDigits sent, Turn turn) {
        users.add(user.pathSegment());
        digits.add(sent.reveal());
        meanwhile.run();
        meanwhile = () -> {};
        ZoomOutcome next = answers.poll();
        return next == null ? new ZoomOutcome.Done() : next;
    }
}
