using Microsoft.ML;
using Ml.Gan.Onnx;
using Ml.Gan.Pipeline.Columns;

namespace Ml.Gan.Pipeline.Generating;

/// <summary>Input of a generator for one row: its latent vector, and what the row asks for.</summary>
internal sealed record GeneratorInput(float[] Latent, GeneratorConditions Conditions);

/// <summary>Source of a generator's inputs, row by row.</summary>
internal interface IGeneratorInputs
{
    /// <summary>The columns that are read.</summary>
    /// <exception cref="Data.GanDataException">One is missing or of the wrong type.</exception>
    IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input);

    /// <summary>Gives what reads a row's present values, told how many rows came before it.</summary>
    Func<long, GeneratorInput> Open(DataViewRow row);
}

/// <summary>
/// Inputs from columns; latents and codes without a column are drawn, from the seed and the row's number.
/// </summary>
internal sealed class ColumnInputs : IGeneratorInputs
{
    private readonly GeneratorInfo _generator;
    private readonly int _seed;
    private readonly LabelColumn? _label;
    private readonly NumbersColumn? _latent;
    private readonly NumbersColumn? _vector;
    private readonly NumbersColumn? _codes;

    /// <param name="generator">What it takes.</param>
    /// <param name="options">The names of the columns.</param>
    /// <param name="label">The label column of the training; null without one.</param>
    /// <param name="seed">Seed of what is drawn.</param>
    public ColumnInputs(GeneratorInfo generator, GanEstimator.Options options, LabelColumn? label, int seed)
    {
        (_generator, _seed) = (generator, seed);
        var layout = generator.Conditions;
        _label = layout.ClassCount > 0 ? label : null;
        _latent = Named("latent", options.LatentColumnName, generator.LatentSize);
        _vector = Named("condition", layout.VectorSize > 0 ? options.ConditionColumnName : null, layout.VectorSize);
        _codes = Named("codes", options.CodesColumnName, layout.Codes?.Size ?? 0);
    }

    public IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input)
    {
        List<DataViewSchema.Column> columns = [];
        if (_label is not null)
            columns.Add(_label.FindAgain(input).Column);
        foreach (var numbers in new[] { _latent, _vector, _codes }.OfType<NumbersColumn>())
            columns.Add(numbers.Find(input));
        return [.. columns.DistinctBy(column => column.Index)];
    }

    public Func<long, GeneratorInput> Open(DataViewRow row)
    {
        var (latent, vector, codes) = (_latent?.Reader(row), _vector?.Reader(row), _codes?.Reader(row));
        var label = _label?.FindAgain(row.Schema)
            .RequiredReader(row, "Give every row that is to be generated the key of a class.");
        return number => new GeneratorInput(latent?.Invoke() ?? LatentOf(number), new GeneratorConditions
        {
            Labels = label is null ? null : [label()],
            Vectors = vector is null ? null : [vector()],
            CodeRows = _generator.Conditions.Codes is { } layout ? [codes?.Invoke() ?? CodesOf(layout, number)] : null,
        });
    }

    private static NumbersColumn? Named(string role, string? name, int size) =>
        name is null ? null : new NumbersColumn(role, name, size);

    private float[] LatentOf(long number)
    {
        float[] latent = new float[_generator.LatentSize];
        LatentNoise.Fill(latent, LatentNoise.RowSeed(_seed, (int)number));
        return latent;
    }

    private float[] CodesOf(CodesLayout layout, long number)
    {
        float[] codes = new float[layout.Size];
        layout.Draw(codes, LatentNoise.RowSeed(_seed, (int)number));
        return codes;
    }
}

/// <summary>
/// Inputs without columns: noise of the seed and the row's number, and conditions that were chosen beforehand.
/// </summary>
/// <param name="latentSize">Length of a latent vector.</param>
/// <param name="seed">Seed of the noise.</param>
/// <param name="settled">Conditions of each row.</param>
/// <param name="first">The sample that the first row is.</param>
internal sealed class DrawnInputs(int latentSize, int seed, GeneratorConditions settled, int first) : IGeneratorInputs
{
    public IReadOnlyList<DataViewSchema.Column> Find(DataViewSchema input) => [];

    public Func<long, GeneratorInput> Open(DataViewRow row) => number =>
    {
        float[] latent = new float[latentSize];
        LatentNoise.Fill(latent, LatentNoise.RowSeed(seed, first + (int)number));
        return new GeneratorInput(latent, settled.Slice((int)number, 1));
    };
}
