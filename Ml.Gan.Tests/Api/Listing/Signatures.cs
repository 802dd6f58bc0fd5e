using System.Reflection;
using System.Text;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>What a member takes and gives.</summary>
internal static class Signatures
{
    /// <summary><c>R Name&lt;U&gt;(PARAMETERS)</c> and its constraints.</summary>
    public static string Method(MethodInfo method)
    {
        var generic = method.GetGenericArguments();
        string of = generic.Length == 0 ? "" : $"<{string.Join(",", generic.Select(parameter => parameter.Name))}>";
        return $"{Return(method)} {method.Name}{of}({Parameters(method)}){Constraints.Of(generic)}";
    }

    /// <summary><c>R Name { get; }</c>: one of the accessors of a property, an index in brackets after the name.</summary>
    public static string Accessor(PropertyInfo property, MethodInfo accessor)
    {
        var index = property.GetIndexParameters().Select(parameter => Parameter(parameter, isThis: false)).ToArray();
        string indices = index.Length == 0 ? "" : $"[{string.Join(", ", index)}]";
        return $"{Value(property.PropertyType, property.GetCustomAttributesData())} {property.Name}{indices} {{ {Verb(accessor)}; }}";
    }

    public static string Return(MethodInfo method) =>
        Value(method.ReturnType, method.ReturnParameter.GetCustomAttributesData());

    /// <summary>A type in the place of a value: returned, held by a property or a field.</summary>
    public static string Value(Type type, IList<CustomAttributeData> attributes)
    {
        var names = TupleNames.Of(attributes);
        if (!type.IsByRef)
            return TypeNames.Of(type, names);
        string by = attributes.Has("IsReadOnlyAttribute") ? "ref readonly " : "ref ";
        return by + TypeNames.Of(type.GetElementType()!, names);
    }

    public static string Parameters(MethodBase method)
    {
        bool isExtension = method.IsStatic && method.GetCustomAttributesData().Has("ExtensionAttribute");
        return string.Join(", ", method.GetParameters().Select((parameter, i) => Parameter(parameter, isExtension && i == 0)));
    }

    private static string Verb(MethodInfo accessor)
    {
        if (accessor.ReturnType.FullName != "System.Void")
            return "get";
        return accessor.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit") ? "init" : "set";
    }

    private static string Parameter(ParameterInfo parameter, bool isThis)
    {
        var attributes = parameter.GetCustomAttributesData();
        var type = parameter.ParameterType;
        var text = new StringBuilder(isThis ? "this " : "");
        if (attributes.Has("ParamArrayAttribute") || attributes.Has("ParamCollectionAttribute"))
            text.Append("params ");
        if (type.IsByRef)
        {
            type = type.GetElementType()!;
            text.Append(Reference(parameter, attributes));
        }
        text.Append(TypeNames.Of(type, TupleNames.Of(attributes))).Append(' ').Append(parameter.Name);
        if (parameter.IsOptional || parameter.HasDefaultValue)
            text.Append(" = ").Append(Constants.Write(type, parameter.HasDefaultValue ? parameter.RawDefaultValue : null));
        return text.ToString();
    }

    private static string Reference(ParameterInfo parameter, IList<CustomAttributeData> attributes)
    {
        if (attributes.Has("RequiresLocationAttribute"))
            return "ref readonly ";
        if (attributes.Has("IsReadOnlyAttribute"))
            return "in ";
        return parameter is { IsOut: true, IsIn: false } ? "out " : "ref ";
    }
}
