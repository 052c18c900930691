package dev.hostkeysync.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.FieldInfo;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/// What a record that is written as JSON always has: every component that is not `@Nullable`. One
/// that is has the type null too, unless it is left out then.
final class RecordSchemas {

    private static final DotName SCHEMA =
            DotName.createSimple(
                    org.eclipse.microprofile.openapi.annotations.media.Schema.class.getName());

    private static final DotName NULLABLE = DotName.createSimple(Nullable.class.getName());

    private final Map<String, ClassInfo> records = new HashMap<>();
    private final IndexView index;

    RecordSchemas(IndexView index) {
        this.index = index;
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord()) {
                // Of two with the same name the one that says so is meant.
                var _ =
                        records.merge(
                                name(type),
                                type,
                                (one, other) -> one.hasDeclaredAnnotation(SCHEMA) ? one : other);
            }
        }
    }

    void complete(OpenAPI api) {
        api.getComponents()
                .getSchemas()
                .forEach((name, schema) -> {
                    ClassInfo type = records.get(name);
                    if (type != null && schema.getProperties() != null) {
                        complete(schema, type);
                    }
                });
    }

    private Set<String> complete(Schema schema, ClassInfo type) {
        Set<String> required =
                new TreeSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        for (RecordComponentInfo component : type.recordComponents()) {
            // Jackson's annotations are kept with the field.
            FieldInfo field = type.field(component.name());
            AnnotationInstance property = field.annotation(JsonProperty.class);
            if (field.hasAnnotation(JsonUnwrapped.class)) {
                required.addAll(complete(schema, index.getClassByName(field.type().name())));
            }
            if (property == null) {
                continue;
            }
            String name = text(property.value(), component.name());
            Schema value = schema.getProperties().get(name);
            if (value == null) {
                continue;
            }
            if (isLeftOut(type, field)) {
                continue;
            }
            if (field.type().hasAnnotation(NULLABLE)) {
                var _ = schema.addProperty(name, orNull(value));
            }
            required.add(name);
        }
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
        return required;
    }

    private static Schema orNull(Schema value) {
        Schema nothing = OASFactory.createSchema().addType(Schema.SchemaType.NULL);
        return OASFactory.createSchema().anyOf(List.of(value, nothing));
    }

    private static boolean isLeftOut(ClassInfo type, FieldInfo field) {
        AnnotationInstance own = field.annotation(JsonInclude.class);
        AnnotationInstance rule = own != null ? own : type.declaredAnnotation(JsonInclude.class);
        if (rule == null || rule.value() == null) {
            return false;
        }
        return switch (rule.value().asEnum()) {
            case "NON_NULL" -> field.type().hasAnnotation(NULLABLE);
            case "NON_EMPTY" -> field.type().kind() != Type.Kind.PRIMITIVE;
            default -> false;
        };
    }

    private static String name(ClassInfo type) {
        AnnotationInstance schema = type.declaredAnnotation(SCHEMA);
        return text(
                        schema == null ? null : schema.value("name"),
                        type.name().withoutPackagePrefix())
                .replaceFirst(".*\\$", "");
    }

    private static String text(@Nullable AnnotationValue value, String otherwise) {
        return value == null || value.asString().isEmpty() ? otherwise : value.asString();
    }
}
