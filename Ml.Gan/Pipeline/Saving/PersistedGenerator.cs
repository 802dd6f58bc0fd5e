using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Pipeline.Rows;

namespace Ml.Gan.Pipeline.Saving;

/// <summary>
/// A generator as ML.NET saves it: built-in transformers around an ONNX model whose input and output are named as the
/// pipeline's columns. Types of other assemblies can't be reloaded by ML.NET, so none is written.
/// </summary>
/// <param name="mlContext">The context.</param>
/// <param name="model">The ONNX model.</param>
/// <param name="source">What the model reads.</param>
/// <param name="outputColumnName">The column that it makes.</param>
internal sealed class PersistedGenerator(MLContext mlContext, byte[] model, LatentInput source, string outputColumnName)
{
    public void Save(ModelSaveContext context)
    {
        string folder = Directory.CreateTempSubdirectory("mlgan-").FullName;
        try
        {
            string file = Path.Combine(folder, "generator.onnx");
            File.WriteAllBytes(file, model);
            var transformer = CreatePipeline(file).Fit(BlankDataView.OfSchema(source.Schema));
            using (transformer as IDisposable)
                ((ICanSaveModel)transformer).Save(context);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private IEstimator<ITransformer> CreatePipeline(string modelFile)
    {
        var transforms = mlContext.Transforms;
        var generate = transforms.ApplyOnnxModel([outputColumnName], [source.ModelInput], modelFile);
        if (!source.IsImage)
            return generate;
        // ONNX models can't read images, so one pixel of the image stands for the row.
        return transforms.ResizeImages(source.ModelInput, imageWidth: 1, imageHeight: 1, inputColumnName: source.ColumnName)
            .Append(transforms.ExtractPixels(source.ModelInput))
            .Append(generate)
            .Append(transforms.DropColumns(source.ModelInput));
    }
}
