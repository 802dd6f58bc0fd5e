using System.Reflection;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>The <c>where</c> clauses of type parameters, with their variance.</summary>
internal static class Constraints
{
    public static string Of(IEnumerable<Type> parameters) => string.Concat(parameters.Select(Of));

    private static string Of(Type parameter)
    {
        string[] parts = [.. Parts(parameter)];
        string variance = Variance(parameter.GenericParameterAttributes);
        if (parts.Length == 0 && variance == "")
            return "";
        return $" where {variance}{parameter.Name}{(parts.Length > 0 ? " : " : "")}{string.Join(", ", parts)}";
    }

    private static IEnumerable<string> Parts(Type parameter)
    {
        var flags = parameter.GenericParameterAttributes;
        bool isStruct = flags.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint);
        if (flags.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            yield return "class";
        if (isStruct)
            yield return parameter.GetCustomAttributesData().Has("IsUnmanagedAttribute") ? "unmanaged" : "struct";
        var types = parameter.GetGenericParameterConstraints().Where(type => type.FullName != "System.ValueType");
        foreach (string name in types.Select(type => TypeNames.Of(type)).Order(StringComparer.Ordinal))
            yield return name;
        if (!isStruct && flags.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint))
            yield return "new()";
        if (flags.HasFlag(GenericParameterAttributes.AllowByRefLike))
            yield return "allows ref struct";
    }

    private static string Variance(GenericParameterAttributes flags)
    {
        if (flags.HasFlag(GenericParameterAttributes.Covariant))
            return "out ";
        return flags.HasFlag(GenericParameterAttributes.Contravariant) ? "in " : "";
    }
}
