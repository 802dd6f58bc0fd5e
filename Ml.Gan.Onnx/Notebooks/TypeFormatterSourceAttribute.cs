using System.Diagnostics.CodeAnalysis;

namespace Ml.Gan.Onnx.Notebooks;

/// <summary>
/// Names the class whose formatters show a type in a notebook. .NET Interactive looks for an attribute of this name on
/// types that it displays, whatever assembly it is in, and calls <c>CreateTypeFormatters</c> of the class.
/// </summary>
/// <param name="formatterSourceType">The class.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TypeFormatterSourceAttribute(
    [DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)]
    Type formatterSourceType) : Attribute
{
    [DynamicallyAccessedMembers(
        DynamicallyAccessedMemberTypes.PublicParameterlessConstructor | DynamicallyAccessedMemberTypes.PublicMethods)]
    public Type FormatterSourceType { get; } = formatterSourceType;
}
