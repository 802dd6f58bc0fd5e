namespace Ml.Gan.Tests.Api.Listing;

/// <summary>The lines on a type itself: its kind, its base class, its interfaces.</summary>
internal static class TypeLines
{
    public static IEnumerable<string> Of(Type type)
    {
        string name = TypeNames.Of(type);
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        yield return $"type {name} : {Kind(type)}{Constraints.Of(type.GetGenericArguments().Skip(outer))}";
        if (Base(type) is { } parent)
            yield return $"base {name} : {TypeNames.Of(parent)}";
        foreach (var contract in Interfaces(type))
            yield return $"impl {name} : {TypeNames.Of(contract)}";
    }

    private static string Kind(Type type) => type switch
    {
        { IsInterface: true } => "interface",
        { IsEnum: true } => "enum",
        { IsValueType: true } => "struct",
        _ when type.IsDelegate() => "delegate",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static Type? Base(Type type) => type switch
    {
        { IsEnum: true } => type.GetEnumUnderlyingType(),
        _ when type.IsDelegate() => null,
        { BaseType.FullName: "System.Object" or "System.ValueType" } => null,
        _ => type.BaseType,
    };

    private static IEnumerable<Type> Interfaces(Type type)
    {
        if (type.IsEnum || type.IsDelegate())
            return [];
        var framework = type.BaseType;
        while (framework is not null && !AssemblyFolders.HoldFramework(framework))
            framework = framework.BaseType;
        return type.GetInterfaces().Except(framework?.GetInterfaces() ?? []).Where(MetadataFacts.IsNameable);
    }
}
