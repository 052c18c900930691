package dev.hostkeysync.webhook;

/// What an adapter needs of the [Inbox] and the [WebhookCounter].
public interface Intake {

    /// Committed when it returns, and counted.
    Outcome take(Notice notice);

    /// Whether something was taken under this id.
    boolean knows(String source, String eventId);

    /// Remembers an id that stands for several events.
    void remember(String source, String eventId);

    /// Counts what was not taken.
    void count(String source, Outcome outcome);

    static Intake of(Inbox inbox, WebhookCounter counter) {
        return new Intake() {
            @Override
            public Outcome take(Notice notice) {
                return inbox.take(notice);
            }

            @Override
            public boolean knows(String source, String eventId) {
                return inbox.knows(source, eventId);
            }

            @Override
            public void remember(String source, String eventId) {
                inbox.remember(source, eventId);
            }

            @Override
            public void count(String source, Outcome outcome) {
                counter.count(source, outcome);
            }
        };
    }
}
