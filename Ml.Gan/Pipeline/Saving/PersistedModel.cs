using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A network as ML.NET saves it: built-in transformers around ONNX models, one after the other, whose inputs and outputs are named as
/// the pipeline's columns. Types of other assemblies can't be reloaded by ML.NET, so none is written.
/// </summary>
/// <param name="mlContext">The context.</param>
/// <param name="inputs">The pipeline's columns that the models read.</param>
/// <param name="models">The models; what the last one makes stays, what the others make doesn't.</param>
internal sealed class PersistedModel(MLContext mlContext, IReadOnlyList<SavedInput> inputs, IReadOnlyList<SavedModel> models)
{
    public void Save(ModelSaveContext context)
    {
        var transformer = CreatePipeline().Fit(BlankDataView.OfSchema(Schema()));
        using (transformer as IDisposable)
            ((ICanSaveModel)transformer).Save(context);
    }

    private DataViewSchema Schema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var input in inputs)
            builder.AddColumn(input.ColumnName, input.Type);
        return builder.ToSchema();
    }

    private IEstimator<ITransformer> CreatePipeline()
    {
        SavedInput[] derived = [.. inputs.Where(input => input.IsDerived)];
        string[] passing = [.. derived.Select(input => input.ModelInput), .. models.SkipLast(1).SelectMany(model => model.Outputs)];
        List<IEstimator<ITransformer>> steps =
        [
            .. derived.Select(input => input.Derive(mlContext.Transforms)),
            .. models.Select(model => model.Apply(mlContext.Transforms)),
            .. passing.Length > 0 ? [mlContext.Transforms.DropColumns(passing)] : Array.Empty<IEstimator<ITransformer>>(),
        ];
        return steps.Skip(1).Aggregate(steps[0], (pipeline, step) => pipeline.Append(step));
    }
}
