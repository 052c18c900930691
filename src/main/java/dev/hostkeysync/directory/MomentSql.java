package dev.hostkeysync.directory;

import dev.hostkeysync.directory.Criteria.Column;
import dev.hostkeysync.directory.Criteria.Moment;
import dev.hostkeysync.directory.Criteria.Operand;
import dev.hostkeysync.directory.Criteria.Operator;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/// Comparisons of moments. What is stored has microseconds and no more, so a moment between two of
/// them is compared as the one before it.
final class MomentSql {

    private MomentSql() {}

    static void write(SqlText sql, Operand operand, Operator operator, Moment moment) {
        String column = ResourceKind.moment((Column) operand);
        Instant micros = moment.value().truncatedTo(ChronoUnit.MICROS);
        boolean between = !micros.equals(moment.value());
        String sign =
                switch (operator) {
                    case EQ -> "=";
                    case GT -> ">";
                    case GE -> between ? ">" : ">=";
                    case LT -> between ? "<=" : "<";
                    case LE -> "<=";
                    case CONTAINS, STARTS_WITH, ENDS_WITH ->
                            throw new IllegalArgumentException("a moment has no letters");
                };
        if (between && operator == Operator.EQ) {
            sql.add("false");
        } else {
            sql.add(column + " " + sign + " ?", micros.atOffset(ZoneOffset.UTC));
        }
    }
}
