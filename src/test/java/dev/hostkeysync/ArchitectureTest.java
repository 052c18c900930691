package dev.hostkeysync;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.hostkeysync.hostkey.HostKeyDigits;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The map of the house: who may import whom. A package that is not in the table does not get
/// built.
class ArchitectureTest {

    private static final String ROOT = "dev.hostkeysync";

    /// package → what it may import, as in README, "Develop". Sub-packages belong to their parent.
    private static final Map<String, String> MAY_IMPORT = new LinkedHashMap<>();

    static {
        MAY_IMPORT.put("common", "");
        MAY_IMPORT.put("openapi", "common access");
        MAY_IMPORT.put("identity", "common");
        MAY_IMPORT.put("access", "common audit");
        MAY_IMPORT.put("audit", "common identity");
        MAY_IMPORT.put("lifecycle", "common identity");
        MAY_IMPORT.put("outbox", "common");
        MAY_IMPORT.put("tracing", "common");
        MAY_IMPORT.put("directory", "common identity lifecycle outbox tracing");
        MAY_IMPORT.put("sealing", "common");
        MAY_IMPORT.put("hostkey", "common identity sealing");
        MAY_IMPORT.put("zoom", "common identity hostkey tracing");
        MAY_IMPORT.put("dialing", "common hostkey");
        MAY_IMPORT.put("videosdk", "common access audit");
        MAY_IMPORT.put("scim", "common identity directory access");
        MAY_IMPORT.put("subscription", "common outbox access audit sealing");
        MAY_IMPORT.put("webhook", "common identity directory access hostkey");
        MAY_IMPORT.put(
                "provisioning",
                "common identity lifecycle outbox tracing directory sealing hostkey zoom");
        MAY_IMPORT.put(
                "account",
                "common identity lifecycle outbox directory zoom provisioning audit access");
        MAY_IMPORT.put("lookup", "common identity directory hostkey dialing audit access");
        MAY_IMPORT.put(
                "meeting", "common identity directory zoom lookup dialing sealing audit access");
        MAY_IMPORT.put(
                "reconcile",
                "common outbox identity directory hostkey zoom provisioning audit access");
        MAY_IMPORT.put(
                "portal",
                "common identity directory lookup dialing reconcile provisioning access audit ops");
        MAY_IMPORT.put("ops", "common outbox hostkey provisioning reconcile audit access");
    }

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    @Test
    void everyPackageIsInTheTable() {
        Set<String> present =
                CLASSES.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1).split("\\.")[0])
                        .collect(Collectors.toCollection(TreeSet::new));

        assertThat(present).isNotEmpty().isSubsetOf(MAY_IMPORT.keySet());
    }

    @TestFactory
    Stream<DynamicTest> importsOnlyWhatTheTableAllows() {
        return MAY_IMPORT.entrySet().stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.getKey() + " imports " + row.getValue(),
                                () -> check(row.getKey(), row.getValue())));
    }

    private static void check(String name, String allowed) {
        String[] permitted =
                Stream.concat(
                                Stream.of(name),
                                Arrays.stream(allowed.split(" ")).filter(one -> !one.isEmpty()))
                        .map(one -> ROOT + "." + one + "..")
                        .toArray(String[]::new);
        DescribedPredicate<JavaClass> foreign =
                resideInAPackage(ROOT + "..")
                        .and(
                                DescribedPredicate.not(
                                        JavaClass.Predicates.resideInAnyPackage(permitted)));
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat(foreign)
                .allowEmptyShould(true)
                .because("the table in this test says what " + name + " may know")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void zoomKnowsOfAHostKeyTheDigitsOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".zoom..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".hostkey")
                                .and(
                                        DescribedPredicate.not(
                                                JavaClass.Predicates.type(HostKeyDigits.class))))
                .check(CLASSES);
    }

    @Test
    void dialingKnowsOfAHostKeyTheDigitsOnly() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".dialing..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + ".hostkey")
                                .and(
                                        DescribedPredicate.not(
                                                JavaClass.Predicates.type(HostKeyDigits.class))))
                .check(CLASSES);
    }

    @Test
    void webhooksAskOfAHostKeyOnlyWhetherItIsOurs() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".webhook..")
                .and()
                .resideOutsideOfPackage(ROOT + ".webhook.zoom")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT + ".hostkey")
                .check(CLASSES);
        List<String> calls =
                CLASSES.stream()
                        .filter(type -> type.getPackageName().startsWith(ROOT + ".webhook"))
                        .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                        .filter(call ->
                                call.getTargetOwner().getPackageName().equals(ROOT + ".hostkey"))
                        .map(call ->
                                call.getTargetOwner().getSimpleName()
                                        + "."
                                        + call.getTarget().getName())
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(calls).containsExactly("HostKeyDigits.of", "HostKeyLedger.isDrift");
    }

    @Test
    void digitsAreRevealedInFivePlacesOnly() {
        // Sealing, the PATCH body, the reveal answer, dial strings, and the policy that compares a
        // draw with the last five.
        List<String> callers =
                CLASSES.stream()
                        .flatMap(type ->
                                Stream.concat(
                                        type.getMethodCallsFromSelf().stream(),
                                        type.getMethodReferencesFromSelf().stream()))
                        .filter(ArchitectureTest::reveals)
                        .map(call -> call.getOriginOwner().getFullName().replaceAll("\\$.*", ""))
                        .distinct()
                        .sorted()
                        .toList();

        assertThat(callers)
                .containsExactly(
                        ROOT + ".dialing.DialStrings",
                        ROOT + ".hostkey.HostKeyPolicy",
                        ROOT + ".hostkey.HostKeySealer",
                        ROOT + ".lookup.HostKeyAnswer",
                        ROOT + ".zoom.ZoomHostKeys");
    }

    private static boolean reveals(JavaCodeUnitAccess<?> call) {
        return call.getTargetOwner().isEquivalentTo(HostKeyDigits.class)
                && call.getName().equals("reveal");
    }

    @Test
    void everyPackageSaysWhatItIsAndWhatItRefusesToKnow() {
        Set<String> packages =
                CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        for (String name : packages) {
            assertThat(CLASSES.contain(name + ".package-info"))
                    .as("%s has a package-info with @NullMarked", name)
                    .isTrue();
        }
    }

    @Test
    void dependenciesComeThroughConstructors() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.eclipse.microprofile.config.ConfigProvider")
                .check(CLASSES);
        com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields()
                .should()
                .beAnnotatedWith(jakarta.inject.Inject.class)
                .because("what an object needs, its constructor says")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Manager|Helper|Utils?|Impl|Processor)(\\$.*)?")
                .check(CLASSES);
    }
}
