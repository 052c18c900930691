package dev.hostkeysync.bench;

import java.util.Locale;

/// One measured number.
///
/// @param aim what it should be, empty where nothing is asked
record Figure(String name, double value, String unit, String aim) {

    String valueText() {
        return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%,.1f" : "%,.0f", value);
    }
}
