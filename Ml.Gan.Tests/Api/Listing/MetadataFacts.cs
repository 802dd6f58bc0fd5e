using System.Reflection;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>Questions about types and members that only their metadata answer.</summary>
internal static class MetadataFacts
{
    public static bool Has(this IEnumerable<CustomAttributeData> attributes, string name) =>
        attributes.Any(attribute => attribute.AttributeType.Name == name);

    /// <summary>Whether the compiler made the member.</summary>
    public static bool IsGenerated(this MemberInfo member) =>
        member.Name.Contains('<') || member.GetCustomAttributesData().Has("CompilerGeneratedAttribute");

    /// <summary>Public, protected, or protected internal.</summary>
    public static bool IsSeenOutside(this MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    /// <summary>Public, protected, or protected internal.</summary>
    public static bool IsSeenOutside(this FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    /// <summary>Whether code outside the assembly can write the type, its type arguments included.</summary>
    public static bool IsNameable(this Type type) =>
        type.HasElementType ? type.GetElementType()!.IsNameable()
        : type.IsGenericParameter || (type.IsVisible && type.GetGenericArguments().All(IsNameable));

    public static bool IsDelegate(this Type type) => type.BaseType?.FullName == "System.MulticastDelegate";

    public static bool IsNullable(this Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition().FullName == "System.Nullable`1";
}
