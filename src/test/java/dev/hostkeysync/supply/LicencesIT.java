package dev.hostkeysync.supply;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/// After the build: its bill of materials is there.
class LicencesIT {

    /// Those that let an Apache-licensed program be shipped with the library, unchanged, as a jar
    /// of its own.
    private static final Set<String> GOOD =
            Set.of(
                    "Apache-2.0",
                    "MIT",
                    "MIT-0",
                    "0BSD",
                    "BSD-2-Clause",
                    "BSD-3-Clause",
                    "PostgreSQL",
                    "CC0-1.0",
                    "EPL-1.0",
                    "EPL-2.0",
                    "LGPL-2.1-only",
                    "LGPL-2.1-or-later",
                    "LGPL-2.0-or-later",
                    "UPL-1.0",
                    "GPL-2.0-with-classpath-exception",
                    "Public Domain");

    @Test
    void everyLibraryMayBeShipped() throws Exception {
        SortedMap<String, Set<String>> libraries = Licences.read(Path.of("target/bom.json"));
        Set<String> shippable = new HashSet<>();
        Set<String> all = new HashSet<>();
        for (Map.Entry<String, Set<String>> licence : libraries.entrySet()) {
            all.addAll(licence.getValue());
            if (GOOD.contains(licence.getKey())) {
                shippable.addAll(licence.getValue());
            }
        }
        all.removeAll(shippable);

        assertThat(libraries.get("Apache-2.0")).hasSizeGreaterThan(50);
        assertThat(all).isEmpty();
    }
}
