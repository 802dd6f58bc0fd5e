using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;
using Microsoft.ML;

namespace Ml.Gan.Pipeline.Generating;

/// <summary>What rows ask for by their columns; latents and codes without a column are drawn, from the seed and the row's number.</summary>
internal sealed class ColumnRequests : IGenerationRequests
{
    private readonly GeneratorInfo _generator;
    private readonly int _seed;
    private readonly LabelColumn? _trained;
    private readonly NumbersColumn? _latent;
    private readonly NumbersColumn? _vector;
    private readonly NumbersColumn? _codes;

    /// <param name="generator">What it takes.</param>
    /// <param name="options">The names of the columns.</param>
    /// <param name="label">The label column that was learned from; null without one.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    public ColumnRequests(GeneratorInfo generator, GanEstimator.Options options, LabelColumn? label, int seed)
    {
        (_generator, _seed) = (generator, seed);
        var layout = generator.Conditions;
        _trained = layout.ClassCount > 0 ? label : null;
        _latent = Named("latent", options.LatentColumnName, generator.LatentSize);
        _vector = Named("condition", layout.VectorSize > 0 ? options.ConditionColumnName : null, layout.VectorSize);
        _codes = Named("codes", options.CodesColumnName, layout.Codes?.Size ?? 0);
    }

    public IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input)
    {
        List<DataViewSchema.Column> columns = [];
        if (_trained is not null)
            columns.Add(_trained.FindAgain(input).Column);
        foreach (var numbers in new[] { _latent, _vector, _codes }.OfType<NumbersColumn>())
            columns.Add(numbers.Find(input));
        return [.. columns.DistinctBy(column => column.Index)];
    }

    public Func<long, GenerationRequest> Open(DataViewRow row)
    {
        var (latent, vector, codes) = (_latent?.Reader(row), _vector?.Reader(row), _codes?.Reader(row));
        var label = _trained?.FindAgain(row.Schema).RequiredReader(row, "Give every row that is to be generated the key of a class.");
        return number => new GenerationRequest(
            latent?.Invoke() ?? Noise(number), label?.Invoke() ?? 0, vector?.Invoke() ?? [], codes?.Invoke() ?? DrawCodes(number));
    }

    private static NumbersColumn? Named(string role, string? name, int size) => name is null ? null : new NumbersColumn(role, name, size);

    private float[] Noise(long number)
    {
        var latent = new float[_generator.LatentSize];
        LatentNoise.Fill(latent, LatentNoise.RowSeed(_seed, (int)number));
        return latent;
    }

    private float[] DrawCodes(long number)
    {
        if (_generator.Conditions.Codes is not { } layout)
            return [];
        var codes = new float[layout.Size];
        layout.Draw(codes, LatentNoise.RowSeed(_seed, (int)number));
        return codes;
    }
}
