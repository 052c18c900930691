package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Values;
import java.util.Optional;

/// In which order resources are wanted; those of equal rank in the order of their ids. What is
/// missing comes last, and first where the order is descending.
///
/// @param exact whether case counts
/// @param of when present, `by` is a [Part] of one of many values: of the primary one, or else of
///   the first
public record Sort(Operand by, Optional<Values> of, boolean exact, boolean descending) {

    /// As they were created.
    public static final Sort CREATED =
            new Sort(Column.CREATED, Optional.empty(), /* exact */ true, /* descending */ false);

    /// Whether an index has the order, so that a page of the whole directory reads no more than
    /// itself.
    boolean isIndexed(ResourceKind kind) {
        return by instanceof Column column
                && switch (column) {
                    case ID, CREATED, UPDATED -> true;
                    case USER_NAME, DISPLAY_NAME -> kind.isIndexedName(column) && !exact;
                    case EXTERNAL_ID, VERSION -> false;
                };
    }
}
