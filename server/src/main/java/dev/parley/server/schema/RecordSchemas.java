package dev.parley.server.schema;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.MethodScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfig;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.parley.protocol.Json;
import dev.parley.protocol.RawJson;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas of the records the server sends, found by looking at them: every component is there, and is null
 * only if it is {@link Nullable}; one that is left out when null need not be there.
 */
public final class RecordSchemas {

    /** Sorting is stable: nothing moves. */
    private static final Comparator<MemberScope<?, ?>> DECLARED_ORDER = Comparator.comparingInt(member -> 0);

    private final SchemaBuilder builder;

    /** @param version of JSON Schema that the document is to have */
    public RecordSchemas(SchemaVersion version) {
        builder = new SchemaGenerator(config(version)).buildMultipleSchemaDefinitions();
    }

    /**
     * A reference to the schema of a type, or the schema itself where it is short.
     *
     * @param type with the arguments of a generic one after it
     */
    public ObjectNode of(List<Class<?>> type) {
        Class<?>[] arguments = type.subList(1, type.size()).toArray(Class<?>[]::new);
        return builder.createSchemaReference(type.get(0), arguments);
    }

    /** Every schema that was referred to, by name. */
    public ObjectNode components() {
        return builder.collectDefinitions("components/schemas");
    }

    private static SchemaGeneratorConfig config(SchemaVersion version) {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        Json.mapper(), version, OptionPreset.PLAIN_JSON)
                .with(Option.DEFINITIONS_FOR_ALL_OBJECTS, Option.PLAIN_DEFINITION_KEYS)
                .with(Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES, Option.INLINE_NULLABLE_SCHEMAS)
                .with(Option.NONSTATIC_NONVOID_NONGETTER_METHODS, Option.FIELDS_DERIVED_FROM_ARGUMENTFREE_METHODS)
                .without(Option.SCHEMA_VERSION_INDICATOR)
                .with(new JacksonSchemaModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE));
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(RecordSchemas::custom)
                .withSubtypeResolver(RecordSchemas::oneOfSeveral)
                .withDefinitionNamingStrategy(new Names())
                .withPropertySorter(DECLARED_ORDER);
        config.forFields()
                .withPropertyNameOverrideResolver(field -> wireName(field))
                .withNullableCheck(RecordSchemas::isNullable)
                .withRequiredCheck(field -> !isLeftOutWhenNull(field));
        config.forMethods()
                .withIgnoreCheck(method -> addedName(method).isEmpty())
                .withPropertyNameOverrideResolver(method -> addedName(method).orElse(null))
                .withRequiredCheck(method -> true);
        return config.build();
    }

    /** What a sealed type may be; null for every other type. */
    private static List<ResolvedType> oneOfSeveral(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        return raw.isSealed()
                ? Arrays.stream(raw.getPermittedSubclasses())
                        .map(one -> context.getTypeContext().resolveSubtype(type, one))
                        .toList()
                : null;
    }

    /** What a method that is written beside the components is called; empty for all others. */
    private static Optional<String> addedName(MethodScope method) {
        return Stream.concat(Stream.of(method.getRawMember().getDeclaringClass()), interfacesOf(method))
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(same -> same.getName().equals(method.getRawMember().getName()) && same.getParameterCount() == 0)
                .flatMap(same -> Optional.ofNullable(same.getAnnotation(JsonProperty.class)).stream())
                .map(JsonProperty::value)
                .filter(Predicate.not(String::isEmpty))
                .findFirst();
    }

    private static Stream<Class<?>> interfacesOf(MethodScope method) {
        return Arrays.stream(method.getRawMember().getDeclaringClass().getInterfaces());
    }

    /** What is written as another value: the ids as strings, JSON kept as text as whatever it is. */
    private static CustomDefinition custom(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        if (raw == RawJson.class || raw == Object.class) {
            return inline(Json.mapper().createObjectNode());
        }
        return writtenValue(raw).map(method -> inline(written(method, context))).orElse(null);
    }

    private static ObjectNode written(Method method, SchemaGenerationContext context) {
        ObjectNode schema = context.createDefinition(context.getTypeContext().resolve(method.getGenericReturnType()));
        if (method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class)) {
            schema.set(
                    "type",
                    Json.mapper().createArrayNode().add(schema.get("type")).add("null"));
        }
        return schema;
    }

    private static Optional<Method> writtenValue(Class<?> type) {
        return type.isEnum()
                ? Optional.empty()
                : Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(JsonValue.class))
                        .findFirst();
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    private static String wireName(FieldScope field) {
        return PropertyNamingStrategies.SNAKE_CASE.nameForField(null, null, field.getDeclaredName());
    }

    private static boolean isNullable(FieldScope field) {
        return field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class) && !isLeftOutWhenNull(field);
    }

    private static boolean isLeftOutWhenNull(FieldScope field) {
        JsonInclude include = field.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    /** Such as {@code Bot}, and {@code Page_Bot} for a page of them. */
    private static final class Names implements SchemaDefinitionNamingStrategy {

        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            return nameOf(key.getType());
        }

        private static String nameOf(ResolvedType type) {
            String name = type.getErasedType().getSimpleName();
            return Stream.concat(
                            Stream.of(name), type.getTypeParameters().stream().map(Names::nameOf))
                    .collect(Collectors.joining("_"));
        }
    }
}
