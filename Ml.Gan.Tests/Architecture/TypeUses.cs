using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Ml.Gan.Tests.Architecture;

/// <summary>Use of one type by another, in signatures, fields, attributes or method bodies.</summary>
/// <param name="From">The full name of the type that uses; nested types count as the outermost.</param>
/// <param name="To">The full name of the used type.</param>
internal sealed record TypeUse(string From, string To);

/// <summary>
/// Uses among the types of an assembly, read from its metadata and IL. What the compiler leaves no trace of (nameof,
/// constants) isn't a use.
/// </summary>
internal static class TypeUses
{
    /// <summary>Reads every use of a type of the assembly by another type of it.</summary>
    /// <param name="assembly">The assembly file.</param>
    public static IReadOnlyCollection<TypeUse> Read(Stream assembly)
    {
        using var module = ModuleDefinition.ReadModule(assembly);
        return module.Types
            .Where(type => !IsCompilersOwn(type))
            .SelectMany(type => Used(type)
                .SelectMany(Parts)
                .Where(used => used.Scope == module && !IsCompilersOwn(Outermost(used)))
                .Select(used => new TypeUse(Outermost(type).FullName, Outermost(used).FullName)))
            .Where(use => use.From != use.To)
            .ToHashSet();
    }

    private static bool IsCompilersOwn(TypeReference type) => type.Namespace == "";

    private static TypeReference Outermost(TypeReference type)
    {
        while (type.DeclaringType is { } outer)
            type = outer;
        return type;
    }

    /// <summary>The plain types that a generic, array, pointer or modified type is made of.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => generic.GenericArguments.SelectMany(Parts).Concat(Parts(generic.ElementType)),
        IModifierType modified => Parts(modified.ElementType).Concat(Parts(modified.ModifierType)),
        FunctionPointerType function => Signature(function).SelectMany(Parts),
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static IEnumerable<TypeReference?> Used(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. type.Fields.SelectMany(field => Attributes(field).Append(field.FieldType)),
        .. type.Properties.SelectMany(Attributes),
        .. type.Methods.SelectMany(Used),
        .. type.NestedTypes.SelectMany(Used),
        .. Constraints(type),
        .. Attributes(type),
    ];

    private static IEnumerable<TypeReference?> Used(MethodDefinition method) =>
    [
        .. Signature(method),
        .. Constraints(method),
        .. Attributes(method),
        .. method.Parameters.SelectMany(Attributes),
        .. method.HasBody ? Used(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> Used(MethodBody body) =>
    [
        .. body.Variables.Select(variable => variable.VariableType),
        .. body.ExceptionHandlers.Select(handler => handler.CatchType),
        .. body.Instructions.SelectMany(instruction => instruction.Operand switch
        {
            TypeReference type => [type],
            FieldReference field => [field.DeclaringType, field.FieldType],
            MethodReference called => Used(called),
            _ => Array.Empty<TypeReference?>(),
        }),
    ];

    private static IEnumerable<TypeReference?> Used(MethodReference called) =>
    [
        called.DeclaringType,
        .. Signature(called),
        .. called is GenericInstanceMethod generic ? generic.GenericArguments : [],
    ];

    private static IEnumerable<TypeReference?> Signature(IMethodSignature signature) =>
        signature.Parameters.Select(parameter => parameter.ParameterType).Append(signature.ReturnType);

    private static IEnumerable<TypeReference?> Constraints(IGenericParameterProvider provider) =>
        provider.GenericParameters.SelectMany(parameter =>
            parameter.Constraints.Select(constraint => constraint.ConstraintType));

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider provider) =>
        provider.CustomAttributes.SelectMany(attribute => attribute.ConstructorArguments
            .Concat(attribute.Properties.Select(property => property.Argument))
            .Select(argument => argument.Value as TypeReference)
            .Append(attribute.AttributeType));
}
