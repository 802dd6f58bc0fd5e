using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Ml.Gan.Training.Checkpoints;

/// <summary>
/// Option that a training may be resumed with another value of, since it doesn't change what is computed in a step.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MayChangeAttribute : Attribute;

/// <summary>Options by name as texts that are equal where the options are.</summary>
internal static class DescribedOptions
{
    /// <summary>All options that a training has to be resumed with as it was begun.</summary>
    public static Dictionary<string, string> Of(TrainingOptions options) => options.GetType()
        .GetProperties()
        .Where(property => property is { CanRead: true, CanWrite: true, DeclaringType.IsNested: false }
            && property.GetCustomAttribute<MayChangeAttribute>() is null)
        .ToDictionary(property => property.Name, property => Text(property.GetValue(options)));

    private static string Text(object? value) => value switch
    {
        null => "none",
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum or bool => value.ToString()!,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object?>().Select(Text))}]",
        _ => Record(value),
    };

    /// <summary>A record or the like: its type, and what it was initialized with.</summary>
    private static string Record(object value)
    {
        var parts = value.GetType().GetProperties()
            .Where(property =>
                property is { CanRead: true, CanWrite: true } && property.GetIndexParameters().Length == 0)
            .OrderBy(property => property.Name, StringComparer.Ordinal)
            .Select(property => $"{property.Name} {Text(property.GetValue(value))}");
        return $"{value.GetType().Name}({string.Join(", ", parts)})";
    }
}
