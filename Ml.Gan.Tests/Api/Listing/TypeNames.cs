using System.Text;

namespace Ml.Gan.Tests.Api.Listing;

/// <summary>
/// Full names of types: '+' before a nested type, type arguments after the level that they belong to, type parameters
/// by name, tuples with the names of their elements.
/// </summary>
internal static class TypeNames
{
    public static string Of(Type type, TupleNames? names = null)
    {
        if (type.IsByRef)
            return "ref " + Of(type.GetElementType()!, names);
        if (type.IsArray)
            return $"{Of(type.GetElementType()!, names)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer)
            return Of(type.GetElementType()!, names) + "*";
        if (type.IsFunctionPointer)
            return FunctionPointer(type, names);
        if (type.IsGenericParameter)
            return type.Name;
        return TupleSize(type) > 0 ? Tuple(type, names) : Named(type, names);
    }

    private static string FunctionPointer(Type type, TupleNames? names)
    {
        var signature = type.GetFunctionPointerParameterTypes().Append(type.GetFunctionPointerReturnType());
        return $"delegate*<{string.Join(",", signature.Select(part => Of(part, names)))}>";
    }

    /// <summary>A tuple of more than seven elements nests: its eighth type argument is the tuple of the rest.</summary>
    private static string Tuple(Type type, TupleNames? names)
    {
        string[] elementNames = TupleNames.Take(names, TupleSize(type));
        var elements = new List<string>();
        for (var tuple = type; ; TupleNames.Take(names, TupleSize(tuple)))
        {
            var parts = tuple.GetGenericArguments();
            foreach (var part in parts.Take(7))
                elements.Add(Of(part, names) + elementNames[elements.Count]);
            if (parts.Length < 8)
                return $"System.ValueTuple<{string.Join(",", elements)}>";
            tuple = parts[7];
        }
    }

    private static int TupleSize(Type type)
    {
        if (!type.IsGenericType || type.Namespace != "System" || !type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
            return 0;
        var parts = type.GetGenericArguments();
        if (parts.Length < 8)
            return parts.Length;
        return TupleSize(parts[7]) is > 0 and var rest ? 7 + rest : 0;
    }

    private static string Named(Type type, TupleNames? names)
    {
        var levels = new Stack<Type>();
        for (Type? level = type; level is not null; level = level.DeclaringType)
            levels.Push(level);
        var arguments = type.GetGenericArguments();
        var text = new StringBuilder(string.IsNullOrEmpty(type.Namespace) ? "" : type.Namespace + ".");
        int used = 0;
        foreach (var level in levels)
        {
            text.Append(level.DeclaringType is null ? "" : "+").Append(level.Name.Split('`')[0]);
            int upTo = level.GetGenericArguments().Length;
            if (upTo > used)
                text.Append('<').AppendJoin(',', arguments[used..upTo].Select(argument => Of(argument, names))).Append('>');
            used = upTo;
        }
        return text.ToString();
    }
}
