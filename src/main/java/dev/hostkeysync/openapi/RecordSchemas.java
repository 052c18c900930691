package dev.hostkeysync.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/// What a record that is written as JSON always has: every component that is not `@Nullable`. One
/// that is has the type null too, unless it is left out then.
final class RecordSchemas {

    private static final DotName SCHEMA =
            DotName.createSimple(
                    org.eclipse.microprofile.openapi.annotations.media.Schema.class.getName());

    private final Map<String, ClassInfo> records = new HashMap<>();

    RecordSchemas(IndexView index) {
        for (ClassInfo type : index.getKnownClasses()) {
            if (type.isRecord()) {
                var _ = records.merge(name(type), type, (one, other) -> one);
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

    private static void complete(Schema schema, ClassInfo type) {
        List<String> required =
                new ArrayList<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        for (RecordComponentInfo component : type.recordComponents()) {
            AnnotationInstance property = component.annotation(JsonProperty.class);
            if (property == null) {
                continue;
            }
            String name = text(property.value(), component.name());
            Schema value = schema.getProperties().get(name);
            if (value == null) {
                continue;
            }
            boolean isNullable = component.hasAnnotation(Nullable.class);
            boolean isAlways = !isLeftOut(type, component);
            if (isNullable && isAlways) {
                schema.addProperty(name, orNull(value));
            }
            if ((isAlways || !isNullable) && !required.contains(name)) {
                required.add(name);
            }
        }
        if (!required.isEmpty()) {
            schema.setRequired(required);
        }
    }

    private static Schema orNull(Schema value) {
        Schema nothing = OASFactory.createSchema().addType(Schema.SchemaType.NULL);
        return OASFactory.createSchema().anyOf(List.of(value, nothing));
    }

    private static boolean isLeftOut(ClassInfo type, RecordComponentInfo component) {
        AnnotationInstance own = component.annotation(JsonInclude.class);
        AnnotationInstance rule = own != null ? own : type.declaredAnnotation(JsonInclude.class);
        return rule != null && rule.value() != null && rule.value().asEnum().startsWith("NON_");
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
