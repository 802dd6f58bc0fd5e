using System.Globalization;
using Ml.Gan.Training.Checkpoints;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Replication;

/// <summary>What all ranks of a training have to have in common, name by name.</summary>
internal sealed class ReplicaDescription
{
    private const char Line = '\n', Field = '\t';

    private readonly List<(string Name, string Value)> _parts;

    private ReplicaDescription(IEnumerable<(string Name, string Value)> parts) =>
        _parts = [.. parts.Select(part => (Harmless(part.Name), Harmless(part.Value)))];

    /// <summary>Versions, options, data, parameters.</summary>
    public static ReplicaDescription Of(GanModel model, long steps) => new(
    [
        ("the version of the library", typeof(GanModel).Assembly.GetName().Version!.ToString()),
        ("the version of TorchSharp", typeof(nn.Module).Assembly.GetName().Version!.ToString()),
        ("the model", model.GetType().Name),
        ("the number of steps", steps.ToString(CultureInfo.InvariantCulture)),
        .. DescribedOptions.Of(model.Options).Select(option => ($"the option {option.Key}", option.Value)),
        .. model.DescribeData().Select(datum => ($"of the data the {datum.Key}", datum.Value)),
        .. model.NamedStates.Select(
            state => ($"the shape of {state.Name}", $"({string.Join(", ", state.Value.shape)})")),
    ]);

    /// <summary>Reads what <see cref="ToText"/> wrote.</summary>
    public static ReplicaDescription Read(string text) =>
        new(text.Split(Line).Select(line => line.Split(Field)).Select(fields => (fields[0], fields[1])));

    /// <summary>A line for each part.</summary>
    public string ToText() => string.Join(Line, _parts.Select(part => $"{part.Name}{Field}{part.Value}"));

    /// <summary>The first difference in words; null where there is none.</summary>
    public string? DifferenceFrom(ReplicaDescription first)
    {
        foreach (string name in first._parts.Concat(_parts).Select(part => part.Name))
        {
            var (then, now) = (first.ValueOf(name), ValueOf(name));
            if (then != now)
                return $"{name} is {now} and on rank 0 it is {then}";
        }
        return null;
    }

    private string ValueOf(string name)
    {
        foreach (var part in _parts)
        {
            if (part.Name == name)
                return part.Value;
        }
        return "none";
    }

    private static string Harmless(string text) => text.Replace(Line, ' ').Replace(Field, ' ');
}
