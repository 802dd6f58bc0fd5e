using System.Reflection;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>The lines on the members that a type itself declares.</summary>
internal static class MemberLines
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static IEnumerable<string> Of(Type type)
    {
        string name = TypeNames.Of(type);
        return Members(type).Select(member => $"member {name} :: {member}");
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return EnumMembers(type);
        if (type.IsDelegate())
            return [Invocation(type.GetMethod("Invoke")!)];
        return [.. Constructors(type), .. Properties(type), .. Events(type), .. Methods(type), .. Fields(type)];
    }

    private static IEnumerable<string> EnumMembers(Type type) =>
        from field in type.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        select $"public const {field.Name} = {Constants.Write(type.GetEnumUnderlyingType(), field.GetRawConstantValue())}";

    private static string Invocation(MethodInfo invoke) =>
        $"{Modifiers.Access(invoke)} {Signatures.Return(invoke)} Invoke({Signatures.Parameters(invoke)})";

    private static IEnumerable<string> Constructors(Type type) =>
        from constructor in type.GetConstructors(Declared)
        where !constructor.IsStatic && constructor.IsSeenOutside()
        select $"{Modifiers.Access(constructor)} .ctor({Signatures.Parameters(constructor)})";

    private static IEnumerable<string> Properties(Type type) =>
        from property in type.GetProperties(Declared)
        where !property.IsGenerated()
        from accessor in property.GetAccessors(nonPublic: true)
        where accessor.IsSeenOutside()
        select $"{Modifiers.Of(accessor)}{Signatures.Accessor(property, accessor)}";

    private static IEnumerable<string> Events(Type type) =>
        from declared in type.GetEvents(Declared)
        let add = declared.AddMethod
        where add is not null && add.IsSeenOutside()
        let handler = TypeNames.Of(declared.EventHandlerType!, TupleNames.Of(declared.GetCustomAttributesData()))
        select $"{Modifiers.Of(add)}event {handler} {declared.Name}";

    private static IEnumerable<string> Methods(Type type)
    {
        var accessors = type.GetProperties(Declared).SelectMany(property => property.GetAccessors(nonPublic: true))
            .Concat(type.GetEvents(Declared).SelectMany(declared => new[] { declared.AddMethod, declared.RemoveMethod }));
        return type.GetMethods(Declared).Except(accessors)
            .Where(method => method!.IsSeenOutside() && !method!.IsGenerated())
            .Select(method => $"{Modifiers.Of(method!)}{Signatures.Method(method!)}");
    }

    private static IEnumerable<string> Fields(Type type) =>
        from field in type.GetFields(Declared)
        where field.IsSeenOutside() && !field.IsGenerated()
        let type_ = Signatures.Value(field.FieldType, field.GetCustomAttributesData())
        let value = field.IsLiteral ? " = " + Constants.Write(field.FieldType, field.GetRawConstantValue()) : ""
        select $"{Modifiers.Of(field)}{type_} {field.Name}{value}";
}
