package dev.hostkeysync.directory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// A statement under construction: text of ours, values of others only as bound parameters.
final class SqlText {

    private final StringBuilder text = new StringBuilder(1024);
    private final List<Object> bound = new ArrayList<>();

    SqlText add(String sql) {
        text.append(sql);
        return this;
    }

    /// @param sql with one `?` for each value
    SqlText add(String sql, Object... values) {
        text.append(sql);
        Collections.addAll(bound, values);
        return this;
    }

    String text() {
        return text.toString();
    }

    Query on(Handle db) {
        return on(db, text.toString());
    }

    /// @param sql the text, perhaps with something before it
    Query on(Handle db, String sql) {
        Query query = db.createQuery(sql);
        for (int i = 0; i < bound.size(); i++) {
            query.bind(i, bound.get(i));
        }
        return query;
    }
}
