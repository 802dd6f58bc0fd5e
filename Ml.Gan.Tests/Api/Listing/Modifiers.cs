using System.Reflection;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>Access and modifiers of a member, in the order that the lists use.</summary>
internal static class Modifiers
{
    /// <summary><c>public</c> or <c>protected</c>, which protected internal counts as.</summary>
    public static string Access(MethodBase method) => method.IsPublic ? "public" : "protected";

    /// <summary>For example <c>public static </c> or <c>protected sealed override </c>, with a space at the end.</summary>
    public static string Of(MethodBase method)
    {
        string text = Access(method) + (method.IsStatic ? " static " : " ");
        if (!method.IsVirtual)
            return text;
        bool overrides = Overrides(method);
        if (method.IsAbstract)
            return text + (overrides ? "abstract override " : "abstract ");
        // Final without an override only implements an interface, which isn't part of the signature.
        if (method.IsFinal)
            return text + (overrides ? "sealed override " : "");
        return text + (overrides ? "override " : "virtual ");
    }

    /// <summary>For example <c>public static readonly </c>, with a space at the end.</summary>
    public static string Of(FieldInfo field)
    {
        string access = field.IsPublic ? "public " : "protected ";
        if (field.IsLiteral)
            return access + "const ";
        return access + (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
    }

    private static bool Overrides(MethodBase method) =>
        !method.IsStatic
        && ((method.Attributes & MethodAttributes.NewSlot) == 0
            || method.GetCustomAttributesData().Has("PreserveBaseOverridesAttribute"));
}
